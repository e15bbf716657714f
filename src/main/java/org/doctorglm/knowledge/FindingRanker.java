package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Ranks diseases by what a question says.
///
/// A disease named in the question dominates. Otherwise each asserted finding that the disease has adds its rarity (inverse
/// document frequency over the library), more when it is a key symptom; a finding of the disease that the question denies
/// takes away; asserted findings that the disease does not explain take away a little; the wrong age or sex divides. The
/// full-text score (scaled to its best hit) adds a little and never makes a candidate by itself. The points become chances
/// by a softmax with temperature [#TEMPERATURE] against the pseudo-candidate "none of these" with [#NOTHING] points; both
/// were fitted on the odd lines of `knowledge/evaluation.jsonl`.
/// Immutable, for any thread.
final class FindingRanker {
    static final double TEMPERATURE = 1.6;
    static final double NOTHING = 2.2;
    /// The findings of a long story hang together, so the temperature grows to this share of the best candidate's points.
    static final double LONG_STORY = 0.2;
    private static final double NAMED = 14;
    private static final double KEY = 1.5;
    private static final double TEST_SHARE = 0.3;
    private static final double UNEXPLAINED = 0.2;
    private static final double DENIED = 0.6;
    private static final double FULL_TEXT = 2.5;

    private final List<Disease> diseases;
    private final Map<String, Set<String>> findings = new HashMap<>();
    private final Ontology ontology;

    FindingRanker(Collection<Disease> diseases, Collection<Term> terms) {
        this.diseases = List.copyOf(diseases);
        this.ontology = new Ontology(diseases, terms);
        diseases.forEach(disease -> findings.put(disease.id(), Ontology.findings(disease)));
    }

    /// A candidate before its points become a chance.
    ///
    /// @param findingPoints points without the name and the full text
    /// @param explained share of the asserted findings, by weight, that the disease has
    record Candidate(Disease disease, boolean named, double points, double findingPoints, double explained, List<Match> matched) {
    }

    /// @param fullText raw full-text scores by disease id
    List<Candidate> rank(List<Keyword> keywords, Patient patient, Map<String, Double> fullText) {
        Map<String, Keyword> asserted = new LinkedHashMap<>();
        Map<String, Keyword> denied = new LinkedHashMap<>();
        split(keywords, asserted, denied);
        double best = fullText.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        List<Candidate> candidates = new ArrayList<>();
        for (Disease disease : diseases) {
            double text = fullText.getOrDefault(disease.id(), 0.0) / Math.max(best, 1e-9);
            Candidate candidate = candidate(disease, asserted, denied, patient, text);
            if (candidate != null) {
                candidates.add(candidate);
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::points).reversed().thenComparing(c -> c.disease().id()));
        return candidates;
    }

    /// A finding said and denied in the same question counts as said; of a finding and a wider one only the narrow one counts.
    private void split(List<Keyword> keywords, Map<String, Keyword> asserted, Map<String, Keyword> denied) {
        for (Keyword keyword : keywords) {
            (keyword.negated() ? denied : asserted).putIfAbsent(keyword.kind() + keyword.term(), keyword);
        }
        denied.keySet().removeAll(asserted.keySet());
        Set<String> wide = new HashSet<>();
        for (Keyword one : asserted.values()) {
            for (Keyword other : asserted.values()) {
                if (ontology.includes(one.term(), other.term())) {
                    wide.add(one.kind() + one.term());
                }
            }
        }
        asserted.keySet().removeAll(wide);
    }

    private @Nullable Candidate candidate(Disease disease, Map<String, Keyword> asserted, Map<String, Keyword> denied,
                                          Patient patient, double text) {
        List<Match> matched = new ArrayList<>();
        boolean named = false;
        double points = 0;
        double had = 0;
        double all = 0;
        for (Keyword keyword : asserted.values()) {
            if (keyword.kind() == TermKind.DISEASE) {
                if (keyword.term().equals(disease.name())) {
                    named = true;
                    boolean own = Folding.fold(keyword.text()).equals(Folding.fold(disease.name()));
                    matched.add(new Match(keyword, own ? MatchField.NAME : MatchField.ALIAS));
                }
            } else if (keyword.kind() == TermKind.SYMPTOM && ontology.occurs(keyword.term())) {
                double gained = asserted(disease, keyword, matched);
                double weight = ontology.weight(keyword.term());
                all += weight;
                had += gained > 0 ? weight : 0;
                points += gained > 0 ? gained : -UNEXPLAINED * weight;
            } else if (keyword.kind() == TermKind.TEST && disease.diagnosis().items().contains(keyword.term())) {
                points += TEST_SHARE;
                matched.add(new Match(keyword, MatchField.TEST));
            }
        }
        for (Keyword keyword : denied.values()) {
            points -= denied(disease, keyword, matched);
            if (keyword.kind() == TermKind.DISEASE && keyword.term().equals(disease.name())) {
                points -= NAMED;
                matched.add(new Match(keyword, MatchField.DENIED));
            }
        }
        if (matched.isEmpty() && text == 0) {
            return null;
        }
        double fit = patient.fit(disease);
        double own = points > 0 ? points * fit : points;
        boolean speaksFor = matched.stream().anyMatch(match -> match.field() != MatchField.DENIED);
        double total = own + (named ? NAMED * Math.max(fit, 0.5) : 0) + (speaksFor ? FULL_TEXT * text : text - 2);
        return new Candidate(disease, named, total, own, all == 0 ? 0 : had / all, matched);
    }

    private double asserted(Disease disease, Keyword keyword, List<Match> matched) {
        Ontology.Agreement agreement = ontology.agreement(keyword.term(), findings.getOrDefault(disease.id(), Set.of()));
        if (agreement == null) {
            return 0;
        }
        boolean key = disease.keySymptoms().contains(agreement.ofDisease());
        matched.add(new Match(keyword, key ? MatchField.KEY_SYMPTOM : MatchField.SYMPTOM));
        return ontology.weight(agreement.finding()) * agreement.share() * (key ? KEY : 1);
    }

    /// Denying a wide finding (腹痛) denies the narrow ones of the disease (右下腹痛), not the other way round.
    private double denied(Disease disease, Keyword keyword, List<Match> matched) {
        double lost = 0;
        if (keyword.kind() == TermKind.SYMPTOM) {
            for (String own : findings.getOrDefault(disease.id(), Set.of())) {
                if (own.equals(keyword.term()) || ontology.includes(keyword.term(), own)) {
                    boolean key = disease.keySymptoms().contains(own);
                    lost = Math.max(lost, ontology.weight(keyword.term()) * DENIED * (key ? KEY : 1));
                }
            }
            if (lost > 0) {
                matched.add(new Match(keyword, MatchField.DENIED));
            }
        }
        return lost;
    }
}
