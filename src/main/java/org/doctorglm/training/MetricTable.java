package org.doctorglm.training;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.metrics.OverlapMetric;
import org.jspecify.annotations.Nullable;

/// The table of the DoctorGLM repository for the checkpoints of a run: overlap of their answers with what the doctors answered.
///
/// Counted by characters ([org.doctorglm.metrics.Tokens]), each answer by itself, then the mean. No figure of it says that an answer is right.
///
/// @param questions of the held-out part that were asked
/// @param answerTokens most tokens of an answer; the references are cut there too
/// @param rows the base first, then the checkpoints in their order
public record MetricTable(int questions, int answerTokens, List<Row> rows) {
    public MetricTable {
        rows = List.copyOf(rows);
    }

    /// @param step of the checkpoint, 0 for the base
    public record Row(long step, Map<OverlapMetric, Figure> figures) {
        public Row {
            figures = Map.copyOf(figures);
        }

        public Figure figure(OverlapMetric metric) {
            return java.util.Objects.requireNonNull(figures.get(metric));
        }
    }

    /// @param mean over the answers
    /// @param interval of the mean, over the questions
    /// @param change from the base, null for the base itself
    public record Figure(double mean, Bootstrap.Interval interval, @Nullable Change change) {
    }

    /// Question by question, so that hard ones do not hide a difference.
    public record Change(double mean, Bootstrap.Interval interval) {
    }

    /// @param references one for each question, at least one
    /// @param answers by step, each list in the order of the references; 0 is the base
    static MetricTable of(List<String> references, int answerTokens, SequencedMap<Long, List<String>> answers) {
        List<Row> rows = new ArrayList<>();
        List<String> base = java.util.Objects.requireNonNull(answers.get(0L));
        answers.forEach((step, said) -> {
            Map<OverlapMetric, Figure> figures = new EnumMap<>(OverlapMetric.class);
            for (OverlapMetric metric : OverlapMetric.values()) {
                double[] values = values(metric, said, references);
                figures.put(metric, new Figure(mean(values), Bootstrap.mean(values), step == 0 ? null : change(values, values(metric, base, references))));
            }
            rows.add(new Row(step, figures));
        });
        return new MetricTable(references.size(), answerTokens, rows);
    }

    private static double[] values(OverlapMetric metric, List<String> answers, List<String> references) {
        double[] values = new double[references.size()];
        java.util.Arrays.setAll(values, i -> metric.of(answers.get(i), references.get(i)));
        return values;
    }

    private static Change change(double[] values, double[] base) {
        double[] changes = new double[values.length];
        java.util.Arrays.setAll(changes, i -> values[i] - base[i]);
        return new Change(mean(changes), Bootstrap.mean(changes));
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElse(Double.NaN);
    }
}
