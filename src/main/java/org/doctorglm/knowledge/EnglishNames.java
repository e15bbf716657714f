package org.doctorglm.knowledge;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Words of English names that belong to one entry alone: `asthma` of "Bronchial asthma". People seldom write the whole name.
final class EnglishNames {
    private static final int SHORTEST = 5;
    /// Words that tell too little by themselves, whatever entry they stand in.
    private static final Set<String> COMMON = Set.of("disease", "syndrome", "acute", "chronic", "disorder", "infection", "deficiency", "injury",
            "cancer", "simple", "primary", "functional", "virus", "viral", "abnormal", "benign", "malignant", "young", "child", "children", "infant", "adult",
            "blood", "heart", "liver", "kidney", "brain", "stomach", "chest", "breast", "throat", "foreign", "object", "reaction", "common", "upper", "lower",
            "urinary", "tract", "vaginal", "sexual", "pregnancy", "threatened", "labour", "labor", "sudden", "severe", "tension", "female", "insufficiency",
            "irritable", "premature", "bacterial", "poisoning", "overdose", "stress", "anxiety", "panic", "mouth", "tooth", "teeth", "spinal", "muscle",
            "strain", "sprain", "ankle", "shoulder", "elbow", "frozen", "growing", "short", "stature", "dislike", "water", "block", "alcohol", "failure");

    private EnglishNames() {
    }

    /// @return names of entries by the words, lower case
    static Map<String, String> telling(Collection<Disease> diseases) {
        Map<String, String> telling = new HashMap<>();
        Set<String> shared = new HashSet<>();
        for (Disease disease : diseases) {
            for (String word : disease.english().toLowerCase(Locale.ROOT).split("[^a-z'-]+")) {
                if (word.length() >= SHORTEST && !COMMON.contains(word)) {
                    String before = telling.putIfAbsent(word, disease.name());
                    if (before != null && !before.equals(disease.name())) {
                        shared.add(word);
                    }
                }
            }
        }
        telling.keySet().removeAll(shared);
        return telling;
    }
}
