package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which entries have a finding, so that a question looks only at those it speaks of.
/// Immutable after construction, for any thread.
final class FindingIndex {
    private final Map<String, List<Disease>> byFinding = new HashMap<>();
    private final Map<String, List<Disease>> byTest = new HashMap<>();
    private final Map<String, Disease> byName = new HashMap<>();
    private final Map<String, Disease> byId = new HashMap<>();
    private final Ontology ontology;

    FindingIndex(Collection<Disease> diseases, Ontology ontology) {
        this.ontology = ontology;
        for (Disease disease : diseases) {
            byName.put(disease.name(), disease);
            byId.put(disease.id(), disease);
            Set<String> reached = new LinkedHashSet<>();
            for (String finding : Ontology.findings(disease)) {
                reached.add(finding);
                reached.addAll(ontology.wider(finding));
            }
            reached.forEach(finding -> byFinding.computeIfAbsent(finding, key -> new ArrayList<>(2)).add(disease));
            disease.diagnosis().items().forEach(test -> byTest.computeIfAbsent(test, key -> new ArrayList<>(2)).add(disease));
        }
    }

    /// Entries that share something with one of the keywords, or that the full text found.
    Collection<Disease> touched(Collection<Keyword> keywords, Collection<String> ids) {
        Touched touched = new Touched();
        for (Keyword keyword : keywords) {
            double weight = keyword.negated() ? 0 : ontology.weight(keyword.term());
            switch (keyword.kind()) {
                case DISEASE -> {
                    Disease named = byName.get(keyword.term());
                    if (named != null) {
                        touched.keep(named);
                    }
                }
                case SYMPTOM -> {
                    byFinding.getOrDefault(keyword.term(), List.of()).forEach(disease -> touched.add(disease, weight));
                    ontology.wider(keyword.term()).forEach(wide -> byFinding.getOrDefault(wide, List.of()).stream()
                            .filter(disease -> has(disease, wide)).forEach(disease -> touched.add(disease, weight / 2)));
                }
                case TEST -> byTest.getOrDefault(keyword.term(), List.of()).forEach(disease -> touched.add(disease, weight / 2));
                case DRUG -> {
                    // Drugs are classes of treatment: too many diseases share them.
                }
            }
        }
        for (String id : ids) {
            Disease disease = byId.get(id);
            if (disease != null) {
                touched.keep(disease);
            }
        }
        return touched.best();
    }

    private static boolean has(Disease disease, String finding) {
        return disease.symptoms().items().contains(finding) || disease.keySymptoms().contains(finding);
    }
}
