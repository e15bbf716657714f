package org.doctorglm.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.doctorglm.metrics.Bootstrap.Interval;

/// Intervals by the jackknife (Quenouille 1949, Tukey 1958): the figure is computed anew with each case left out once. For figures that count different
/// things, such as [Distinct]: cases drawn twice, as the bootstrap draws them, would make them smaller than they are. Pure functions.
public final class Jackknife {
    private static final double NORMAL = 1.96;

    private Jackknife() {
    }

    /// A figure of cases given by their numbers.
    @FunctionalInterface
    public interface Figure {
        double of(int[] cases);
    }

    /// @param cases at least two
    /// @return 95 % interval around the figure of all cases
    public static Interval of(int cases, Figure figure) {
        if (cases < 2) {
            throw new IllegalArgumentException(String.valueOf(cases));
        }
        double all = figure.of(IntStream.range(0, cases).toArray());
        double[] without = IntStream.range(0, cases).mapToDouble(left -> figure.of(IntStream.range(0, cases).filter(i -> i != left).toArray())).toArray();
        double mean = Arrays.stream(without).average().orElseThrow();
        double squares = Arrays.stream(without).map(each -> (each - mean) * (each - mean)).sum();
        double error = Math.sqrt(squares * (cases - 1) / cases);
        return new Interval(all - NORMAL * error, all + NORMAL * error);
    }
}
