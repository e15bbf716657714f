package org.doctorglm.metrics;

/// Krippendorff's α for categories and grades: `1 − Dₒ/Dₑ` over the coincidences of values within cases (Krippendorff 2011, "Computing
/// Krippendorff's Alpha-Reliability"). Any number of readers, values may be missing. Pure functions.
public final class KrippendorffAlpha {
    /// A reader who said nothing about a case.
    public static final int MISSING = -1;

    private KrippendorffAlpha() {
    }

    /// How far apart two values are.
    public enum Level {
        /// The same or not.
        NOMINAL {
            @Override
            double distance(int one, int other, double[] frequencies) {
                return one == other ? 0 : 1;
            }
        },
        /// Ordered: how many values lie between both, squared.
        ORDINAL {
            @Override
            double distance(int one, int other, double[] frequencies) {
                double between = -(frequencies[one] + frequencies[other]) / 2;
                for (int value = Math.min(one, other); value <= Math.max(one, other); value++) {
                    between += frequencies[value];
                }
                return one == other ? 0 : between * between;
            }
        },
        /// Numbers: their difference, squared.
        INTERVAL {
            @Override
            double distance(int one, int other, double[] frequencies) {
                return (double) (one - other) * (one - other);
            }
        };

        abstract double distance(int one, int other, double[] frequencies);
    }

    /// @param cases for each case the readers' values from 0 to `values - 1`, or [#MISSING]
    /// @return NaN when there is nothing to compare: no case with two values, or one value only
    public static double of(int[][] cases, int values, Level level) {
        double[][] coincidences = new double[values][values];
        double[] frequencies = new double[values];
        double pairable = 0;
        for (int[] one : cases) {
            int present = 0;
            for (int value : one) {
                present += value == MISSING ? 0 : 1;
            }
            if (present < 2) {
                continue;
            }
            for (int i = 0; i < one.length; i++) {
                for (int j = 0; j < one.length; j++) {
                    if (i != j && one[i] != MISSING && one[j] != MISSING) {
                        coincidences[one[i]][one[j]] += 1.0 / (present - 1);
                        frequencies[one[i]] += 1.0 / (present - 1);
                    }
                }
            }
            pairable += present;
        }
        double seen = 0;
        double expected = 0;
        for (int a = 0; a < values; a++) {
            for (int b = 0; b < values; b++) {
                double distance = level.distance(a, b, frequencies);
                seen += coincidences[a][b] * distance;
                expected += frequencies[a] * frequencies[b] * distance;
            }
        }
        return expected == 0 ? Double.NaN : 1 - (pairable - 1) * seen / expected;
    }
}
