package org.doctorglm.ui.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.Figure;
import org.doctorglm.experiment.PairedDifference;
import org.jspecify.annotations.Nullable;

/// Two groups of our own answers compared pair by pair: the same question, settings and seed on both sides.
///
/// @param first what is taken away
/// @param second what it is taken from
/// @param figures those that answers have one by one
public record Differences(String first, String second, Map<Figure, PairedDifference> figures) {
    /// What is to be said of a difference.
    public enum Verdict {
        BETTER, WORSE, OTHER, OPEN
    }

    /// @return null where there are not two groups, or none of their answers can be paired
    static @Nullable Differences of(List<ExperimentAnswer> answers, Axis axis, List<Figure> wanted) {
        boolean pairs = switch (axis) {
            case SUBJECT, PRECISION, SETTING, DESIGNER -> true;
            case QUESTION, TOP_P, TEMPERATURE, SEED, DEPARTMENT, EXPERIMENT -> false;
        };
        List<String> groups = answers.stream().filter(answer -> answer.stored() != null).map(axis::of).distinct().toList();
        if (!pairs || groups.size() != 2) {
            return null;
        }
        // With the designer less without it, whatever came first.
        boolean turned = axis == Axis.DESIGNER && groups.getFirst().equals("on");
        String first = turned ? groups.getLast() : groups.getFirst();
        String second = turned ? groups.getFirst() : groups.getLast();
        Map<Figure, PairedDifference> figures = new LinkedHashMap<>();
        for (Figure figure : wanted) {
            PairedDifference difference = PairedDifference.of(answers, axis, first, second, figure);
            if (difference != null) {
                figures.put(figure, difference);
            }
        }
        return figures.isEmpty() ? null : new Differences(first, second, figures);
    }

    static Verdict verdict(PairedDifference difference) {
        boolean more = difference.difference().low() > 0;
        if (!difference.difference().excludesZero()) {
            return Verdict.OPEN;
        }
        return switch (difference.figure().better()) {
            case MORE -> more ? Verdict.BETTER : Verdict.WORSE;
            case LESS -> more ? Verdict.WORSE : Verdict.BETTER;
            case NEITHER -> Verdict.OTHER;
        };
    }
}
