package org.doctorglm.metrics;

/// Agreement beyond chance on categories, `(pₒ − pₑ) / (1 − pₑ)`. NaN where chance alone explains everything. Pure functions.
public final class Kappa {
    private Kappa() {
    }

    /// Cohen 1960: two readers, each with a distribution of their own.
    ///
    /// @param one categories from 0 on
    /// @param other of the same cases, in the same order
    public static double cohen(int[] one, int[] other, int categories) {
        double[] ofOne = new double[categories];
        double[] ofOther = new double[categories];
        double same = 0;
        for (int i = 0; i < one.length; i++) {
            ofOne[one[i]]++;
            ofOther[other[i]]++;
            same += one[i] == other[i] ? 1 : 0;
        }
        double chance = 0;
        for (int category = 0; category < categories; category++) {
            chance += ofOne[category] / one.length * (ofOther[category] / one.length);
        }
        return beyond(same / one.length, chance);
    }

    /// Fleiss 1971: any readers, the same number for each case.
    ///
    /// @param counts for each case how many readers chose each category
    public static double fleiss(int[][] counts) {
        double[] shares = new double[counts.length == 0 ? 0 : counts[0].length];
        double agreed = 0;
        double all = 0;
        for (int[] each : counts) {
            int readers = 0;
            long pairs = 0;
            for (int category = 0; category < each.length; category++) {
                readers += each[category];
                pairs += (long) each[category] * (each[category] - 1);
                shares[category] += each[category];
            }
            agreed += (double) pairs / ((long) readers * (readers - 1));
            all += readers;
        }
        double chance = 0;
        for (double share : shares) {
            chance += share / all * (share / all);
        }
        return beyond(agreed / counts.length, chance);
    }

    private static double beyond(double seen, double chance) {
        return seen == 1 && chance == 1 ? Double.NaN : (seen - chance) / (1 - chance);
    }
}
