package org.doctorglm.metrics;

import java.util.Arrays;
import java.util.SplittableRandom;

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
}
