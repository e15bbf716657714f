package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Gathers, keyword by keyword, what a question says for and against one disease.
final class Evidences {
    private final Disease disease;
    private final Ontology ontology;
    private final Set<String> findings;
    private final List<Match> matched = new ArrayList<>();
    private final Set<String> shared = new HashSet<>();
    private boolean named;
    private boolean nameDenied;
    private double has;
    private double key;
    private double explained;
    private double all;
    private double lost;
    private int tests;

    Evidences(Disease disease, Ontology ontology) {
        this.disease = disease;
        this.ontology = ontology;
        this.findings = Ontology.findings(disease);
    }

    void asserted(Keyword keyword) {
        switch (keyword.kind()) {
            case DISEASE -> {
                if (keyword.term().equals(disease.name())) {
                    named = true;
                    boolean own = Folding.fold(keyword.text()).equals(Folding.fold(disease.name()));
                    matched.add(new Match(keyword, own ? MatchField.NAME : MatchField.ALIAS));
                }
            }
            case SYMPTOM -> finding(keyword);
            case TEST -> {
                if (disease.diagnosis().items().contains(keyword.term())) {
                    tests++;
                    matched.add(new Match(keyword, MatchField.TEST));
                }
            }
            case DRUG -> {
                // Says too little of the disease.
            }
        }
    }

    private void finding(Keyword keyword) {
        if (!ontology.occurs(keyword.term())) {
            return;
        }
        double weight = ontology.weight(keyword.term());
        all += weight;
        Ontology.Agreement agreement = ontology.agreement(keyword.term(), findings);
        if (agreement == null) {
            return;
        }
        double gained = ontology.weight(agreement.finding()) * agreement.share();
        boolean tells = disease.keySymptoms().contains(agreement.ofDisease());
        has += gained;
        key += tells ? gained : 0;
        explained += weight;
        shared.add(agreement.ofDisease());
        matched.add(new Match(keyword, tells ? MatchField.KEY_SYMPTOM : MatchField.SYMPTOM));
    }

    /// Denying a wide finding (腹痛) denies the narrow ones of the disease (右下腹痛), not the other way round.
    void denied(Keyword keyword) {
        if (keyword.kind() == TermKind.DISEASE && keyword.term().equals(disease.name())) {
            nameDenied = true;
            matched.add(new Match(keyword, MatchField.DENIED));
        } else if (keyword.kind() == TermKind.SYMPTOM && findings.stream()
                .anyMatch(own -> own.equals(keyword.term()) || ontology.includes(keyword.term(), own))) {
            lost += ontology.weight(keyword.term());
            matched.add(new Match(keyword, MatchField.DENIED));
        }
    }

    List<Match> matched() {
        return matched;
    }

    /// @param unit rarity that counts as 1
    double[] features(double unit) {
        double[] x = new double[Feature.COUNT];
        x[Feature.NAMED.ordinal()] = named ? 1 : 0;
        x[Feature.NAME_DENIED.ordinal()] = nameDenied ? 1 : 0;
        // The findings of a long story hang together: each further one tells less than the one before.
        x[Feature.FINDINGS.ordinal()] = Math.log1p(has / unit);
        x[Feature.KEY_FINDINGS.ordinal()] = Math.log1p(key / unit);
        x[Feature.SHARED.ordinal()] = Math.sqrt(shared.size());
        x[Feature.EXPLAINED.ordinal()] = all == 0 ? 0 : explained / all;
        x[Feature.UNEXPLAINED.ordinal()] = Math.log1p((all - explained) / unit);
        x[Feature.DENIED.ordinal()] = lost / unit;
        x[Feature.TESTS.ordinal()] = Math.min(2, tests);
        return x;
    }
}
