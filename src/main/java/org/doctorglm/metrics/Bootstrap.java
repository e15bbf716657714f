package org.doctorglm.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Intervals by the percentile bootstrap (Efron 1979): samples drawn with replacement, their means sorted. The seed is fixed, so the same
/// figures give the same interval. Pure functions.
public final class Bootstrap {
    private static final int DRAWS = 2000;
    private static final long SEED = 20230404;
    private static final double TAIL = 0.025;

    private Bootstrap() {
    }

    /// Where a mean lies with 95 % certainty.
    public record Interval(double low, double high) {
        /// Whether the whole interval lies on one side of zero.
        public boolean excludesZero() {
            return low > 0 || high < 0;
        }
    }

    /// @param values at least one
    public static Interval mean(double[] values) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            means[draw] = sum / values.length;
        }
        Arrays.sort(means);
        return new Interval(means[(int) (TAIL * DRAWS)], means[(int) ((1 - TAIL) * DRAWS) - 1]);
    }

    /// Of any figure over cases: the figure is computed anew for cases drawn with replacement. Draws for which it is not defined are left out.
    ///
    /// @param cases how many there are
    /// @param draws how often, at least 40
    /// @param figure of cases given by their numbers, each as often as it was drawn; may be NaN
    /// @return null when fewer than half of the draws have the figure
    public static @Nullable Interval of(int cases, int draws, ToDoubleFunction<int[]> figure) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] figures = new double[draws];
        int defined = 0;
        for (int draw = 0; draw < draws && cases > 0; draw++) {
            double value = figure.applyAsDouble(random.ints(cases, 0, cases).toArray());
            if (!Double.isNaN(value)) {
                figures[defined++] = value;
            }
        }
        if (defined == 0 || defined < draws / 2) {
            return null;
        }
        Arrays.sort(figures, 0, defined);
        return new Interval(figures[(int) (TAIL * defined)], figures[Math.max(0, (int) ((1 - TAIL) * defined) - 1)]);
    }
}
