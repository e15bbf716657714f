package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which entries have a finding, so that a question looks only at those it speaks of.
/// Immutable after construction, for any thread.
final class FindingIndex {
    private final Patched<String, List<Disease>> byFinding;
    private final Patched<String, List<Disease>> byTest;
    private final Patched<String, Disease> byName;
    private final Patched<String, Disease> byId;
    private final Ontology ontology;

    FindingIndex(Collection<Disease> diseases, Ontology ontology) {
        this.ontology = ontology;
        Map<String, List<Disease>> findings = new HashMap<>();
        Map<String, List<Disease>> tests = new HashMap<>();
        Map<String, Disease> names = new HashMap<>();
        Map<String, Disease> ids = new HashMap<>();
        for (Disease disease : diseases) {
            names.put(disease.name(), disease);
            ids.put(disease.id(), disease);
            ontology.reached(disease).forEach(finding -> findings.computeIfAbsent(finding, key -> new ArrayList<>(2)).add(disease));
            tests(disease).forEach(test -> tests.computeIfAbsent(test, key -> new ArrayList<>(2)).add(disease));
        }
        byFinding = new Patched<>(findings);
        byTest = new Patched<>(tests);
        byName = new Patched<>(names);
        byId = new Patched<>(ids);
    }

    private FindingIndex(FindingIndex former, Ontology ontology, @Nullable Disease before, @Nullable Disease after) {
        this.ontology = ontology;
        byFinding = former.byFinding.with(moved(former.byFinding, ontology.reached(before), ontology.reached(after), before, after));
        byTest = former.byTest.with(moved(former.byTest, tests(before), tests(after), before, after));
        byName = former.byName.with(renamed(before == null ? null : before.name(), after == null ? null : after.name(), after));
        byId = former.byId.with(renamed(before == null ? null : before.id(), after == null ? null : after.id(), after));
    }

    /// The index with one entry in the place of another; null stands for none.
    FindingIndex replaced(@Nullable Disease before, @Nullable Disease after, Ontology now) {
        return new FindingIndex(this, now, before, after);
    }

    private static Set<String> tests(@Nullable Disease disease) {
        return disease == null ? Set.of() : new LinkedHashSet<>(disease.diagnosis().items());
    }

    private static Map<String, Disease> renamed(@Nullable String before, @Nullable String after, @Nullable Disease disease) {
        Map<String, Disease> changes = new HashMap<>();
        if (before != null) {
            changes.put(before, null);
        }
        if (after != null) {
            changes.put(after, disease);
        }
        return changes;
    }

    /// An entry that keeps a finding keeps its place in the list, so that ties are broken as before.
    private static Map<String, List<Disease>> moved(Patched<String, List<Disease>> lists, Set<String> left, Set<String> entered,
                                                    @Nullable Disease before, @Nullable Disease after) {
        Map<String, List<Disease>> changes = new HashMap<>();
        Set<String> touched = new LinkedHashSet<>(left);
        touched.addAll(entered);
        for (String key : touched) {
            List<Disease> list = new ArrayList<>(lists.getOrDefault(key, List.of()));
            int at = before == null ? -1 : list.indexOf(before);
            if (at >= 0) {
                list.remove(at);
            }
            if (after != null && entered.contains(key)) {
                list.add(at >= 0 ? at : list.size(), after);
            }
            changes.put(key, list.isEmpty() ? null : list);
        }
        return changes;
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
