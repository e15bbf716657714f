package org.doctorglm.dataset.lint;

import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.Split;

/// What was found in a set.
///
/// @param counts dialogues by finding; one dialogue may have several
/// @param examples the first of each finding
/// @param boilerplate sentences that stand in very many answers, with the dialogues they were counted in; a count may be slightly low
/// @param split that leakage was looked for with
public record LintReport(String name, long conversations, Map<Finding, Long> counts, List<Example> examples, Map<String, Long> boilerplate, Split split) {
    public LintReport {
        counts = Map.copyOf(counts);
        examples = List.copyOf(examples);
    }

    /// A dialogue with a finding.
    ///
    /// @param index place in the set, from 0
    /// @param like place of the earlier dialogue that it is like, -1 where that is not the matter
    public record Example(Finding finding, long index, long like) {
    }

    public long count(Finding finding) {
        return counts.getOrDefault(finding, 0L);
    }
}
