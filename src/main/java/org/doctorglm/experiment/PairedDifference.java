package org.doctorglm.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.experiment.Figure.Measured;
import org.doctorglm.metrics.Bootstrap;
import org.jspecify.annotations.Nullable;

/// Two groups of answers compared pair by pair: the same question, settings and seed on both sides.
///
/// @param pairs that could be measured
/// @param first mean of the first side
/// @param second mean of the second side
/// @param difference where the mean of second less first lies with 95 % certainty
public record PairedDifference(Figure figure, int pairs, double first, double second, Bootstrap.Interval difference) {
    /// @param axis along which both sides differ
    /// @return null where no pair can be measured; figures of whole groups have no pairs
    public static @Nullable PairedDifference of(List<ExperimentAnswer> answers, Axis axis, String first, String second, Figure figure) {
        Map<String, ExperimentAnswer> known = new HashMap<>();
        answers.stream().filter(answer -> axis.of(answer).equals(first)).forEach(answer -> known.putIfAbsent(place(answer, axis), answer));
        List<double[]> values = new ArrayList<>();
        for (ExperimentAnswer answer : answers) {
            ExperimentAnswer other = axis.of(answer).equals(second) ? known.get(place(answer, axis)) : null;
            Measured before = other == null ? null : figure.of(List.of(other), each -> java.util.Optional.empty());
            Measured after = other == null ? null : figure.of(List.of(answer), each -> java.util.Optional.empty());
            if (before != null && after != null) {
                values.add(new double[] {before.value(), after.value()});
            }
        }
        if (values.isEmpty()) {
            return null;
        }
        return new PairedDifference(figure, values.size(), values.stream().mapToDouble(pair -> pair[0]).average().orElse(0),
                values.stream().mapToDouble(pair -> pair[1]).average().orElse(0),
                Bootstrap.mean(values.stream().mapToDouble(pair -> pair[1] - pair[0]).toArray()));
    }

    /// Two one-sided tests at 2.5 % each (Schuirmann 1987): whether the whole interval lies within the margin on both sides.
    ///
    /// @param margin the largest difference that nobody would mind
    public boolean equivalent(double margin) {
        return difference.low() > -margin && difference.high() < margin;
    }

    private static String place(ExperimentAnswer answer, Axis axis) {
        StringBuilder place = new StringBuilder(answer.question().text());
        for (Axis other : List.of(Axis.SUBJECT, Axis.SETTING, Axis.DESIGNER, Axis.SEED)) {
            boolean same = other != axis && !(axis == Axis.PRECISION && other == Axis.SUBJECT);
            place.append('\n').append(same ? other.of(answer) : "");
        }
        return place.toString();
    }
}
