package org.doctorglm.knowledge;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How rare each finding is in the library, and which finding includes which.
/// Immutable after construction, for any thread.
final class Ontology {
    private static final double NARROWER = 0.8;
    private static final double BROADER = 0.5;

    private final Map<String, Set<String>> broader;
    private final Patched<String, Integer> entriesWith;
    private final int entries;

    Ontology(Collection<Disease> diseases, Collection<Term> terms) {
        Map<String, List<String>> direct = new HashMap<>();
        terms.forEach(term -> direct.put(term.term(), term.broader()));
        broader = new HashMap<>();
        direct.keySet().forEach(term -> broader.put(term, closure(term, direct)));
        Map<String, Integer> counts = new HashMap<>();
        diseases.forEach(disease -> reached(disease).forEach(finding -> counts.merge(finding, 1, Integer::sum)));
        entriesWith = new Patched<>(counts);
        entries = diseases.size();
    }

    private Ontology(Map<String, Set<String>> broader, Patched<String, Integer> entriesWith, int entries) {
        this.broader = broader;
        this.entriesWith = entriesWith;
        this.entries = entries;
    }

    /// The ontology with one entry in the place of another; null stands for none.
    Ontology replaced(@Nullable Disease before, @Nullable Disease after) {
        Map<String, Integer> counts = new HashMap<>();
        reached(before).forEach(finding -> counts.merge(finding, -1, Integer::sum));
        reached(after).forEach(finding -> counts.merge(finding, 1, Integer::sum));
        counts.replaceAll((finding, change) -> entriesWith.getOrDefault(finding, 0) + change);
        counts.replaceAll((finding, count) -> count == 0 ? null : count);
        return new Ontology(broader, entriesWith.with(counts), entries + (after == null ? 0 : 1) - (before == null ? 0 : 1));
    }

    /// The findings of an entry and those that include them.
    Set<String> reached(@Nullable Disease disease) {
        if (disease == null) {
            return Set.of();
        }
        Set<String> own = findings(disease);
        Set<String> all = new LinkedHashSet<>();
        for (String finding : own) {
            all.add(finding);
            all.addAll(wider(finding));
        }
        return all;
    }

    static Set<String> findings(Disease disease) {
        Set<String> findings = new HashSet<>(disease.symptoms().items());
        findings.addAll(disease.keySymptoms());
        return findings;
    }

    private static Set<String> closure(String term, Map<String, List<String>> direct) {
        Set<String> all = new HashSet<>();
        List<String> open = direct.getOrDefault(term, List.of());
        while (!open.isEmpty()) {
            List<String> fresh = open.stream().filter(all::add).toList();
            open = fresh.stream().flatMap(next -> direct.getOrDefault(next, List.of()).stream()).toList();
        }
        return all;
    }

    /// Inverse document frequency, `ln((N + 1) / (n + 0.5))`, floored at 0.3 (n: entries that have the finding or a narrower one).
    double weight(String finding) {
        return Math.max(0.3, Math.log((entries + 1) / (entriesWith.getOrDefault(finding, 0) + 0.5)));
    }

    boolean occurs(String finding) {
        return entriesWith.containsKey(finding);
    }

    /// Findings that include this one.
    Set<String> wider(String finding) {
        return broader.getOrDefault(finding, Set.of());
    }

    /// Whether `wide` includes `narrow`.
    boolean includes(String wide, String narrow) {
        return broader.getOrDefault(narrow, Set.of()).contains(wide);
    }

    /// How well a finding of the patient agrees with one of a disease.
    ///
    /// @param share 1 for the same finding, less when one includes the other
    /// @param finding the finding whose weight counts: the wider of the two
    record Agreement(double share, String finding, String ofDisease) {
    }

    /// @return the best agreement with any of the findings, or null
    @Nullable Agreement agreement(String finding, Collection<String> ofDisease) {
        Agreement best = null;
        for (String own : ofDisease) {
            Agreement next = null;
            if (own.equals(finding)) {
                return new Agreement(1, finding, own);
            } else if (includes(own, finding)) {
                next = new Agreement(NARROWER, own, own);
            } else if (includes(finding, own)) {
                next = new Agreement(BROADER, finding, own);
            }
            if (next != null && (best == null || next.share() * weight(next.finding()) > best.share() * weight(best.finding()))) {
                best = next;
            }
        }
        return best;
    }
}
