package org.doctorglm.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs of neighbouring tokens and how often each occurs.
final class Ngrams {
    private Ngrams() {
    }

    static Map<List<String>, Integer> counts(List<String> tokens, int length) {
        Map<List<String>, Integer> counts = new HashMap<>();
        for (int i = 0; i + length <= tokens.size(); i++) {
            counts.merge(tokens.subList(i, i + length), 1, Integer::sum);
        }
        return counts;
    }

    static int all(List<String> tokens, int length) {
        return Math.max(0, tokens.size() - length + 1);
    }

    /// How many runs both have, each counted as often as the one that has it less often.
    static int common(Map<List<String>, Integer> one, Map<List<String>, Integer> other) {
        int common = 0;
        for (Map.Entry<List<String>, Integer> run : one.entrySet()) {
            common += Math.min(run.getValue(), other.getOrDefault(run.getKey(), 0));
        }
        return common;
    }
}
