package org.doctorglm.dataset.filter;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.lint.Finding;

/// What a filter does to a set. Counts are of dialogues where nothing else is said; one that leaves for two findings counts with both.
///
/// @param kept dialogues that stay, with their rounds
/// @param left dialogues that leave, with their rounds
/// @param grounds of those that leave, the first of each dialogue
/// @param findings of those that leave for them
/// @param masked places that are masked in what stays
/// @param examples the first that leave
public record FilterPreview(long kept, long keptRounds, long left, long leftRounds, Map<Ground, Long> grounds, Map<Finding, Long> findings,
                            Map<Finding, Long> masked, List<Example> examples) {
    public FilterPreview {
        grounds = ordered(grounds, Ground.class);
        findings = ordered(findings, Finding.class);
        masked = ordered(masked, Finding.class);
        examples = List.copyOf(examples);
    }

    private static <K extends Enum<K>> Map<K, Long> ordered(Map<K, Long> counts, Class<K> keys) {
        Map<K, Long> ordered = new EnumMap<>(keys);
        ordered.putAll(counts);
        return java.util.Collections.unmodifiableMap(ordered);
    }

    /// A dialogue that leaves.
    ///
    /// @param index place in the set, from 0
    /// @param findings that it leaves for, empty where the ground is another
    public record Example(long index, Conversation conversation, Ground ground, Set<Finding> findings) {
        public Example {
            findings = Set.copyOf(findings);
        }
    }
}
