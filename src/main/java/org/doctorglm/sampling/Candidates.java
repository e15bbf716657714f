package org.doctorglm.sampling;

import java.util.Arrays;

/// Tokens still in play, the most likely first, with their probabilities.
///
/// @param ids sorted by falling probability, equal ones by rising id
/// @param probabilities positive, adding up to 1
record Candidates(int[] ids, double[] probabilities) {
    /// The `limit` best tokens (0 for all) with the softmax of `scores / temperature`; forbidden tokens (−∞) are left out.
    static Candidates of(float[] scores, double temperature, int limit) {
        long[] keys = new long[scores.length];
        int count = 0;
        for (int id = 0; id < scores.length; id++) {
            if (scores[id] != Float.NEGATIVE_INFINITY && !Float.isNaN(scores[id])) {
                keys[count++] = (long) descending(scores[id]) << 32 | id;
            }
        }
        if (count == 0) {
            throw new IllegalArgumentException("every token is forbidden");
        }
        int kept = limit > 0 ? Math.min(limit, count) : count;
        keys = smallest(Arrays.copyOf(keys, count), kept);
        int[] ids = new int[kept];
        double[] weights = new double[kept];
        double best = scores[(int) keys[0]];
        for (int i = 0; i < kept; i++) {
            ids[i] = (int) keys[i];
            weights[i] = Math.exp((scores[ids[i]] - best) / temperature);
        }
        return new Candidates(ids, normalised(weights, kept));
    }

    /// The first `count` tokens, their probabilities scaled to 1.
    Candidates first(int count) {
        return count >= ids.length ? this : new Candidates(Arrays.copyOf(ids, count), normalised(probabilities, count));
    }

    private static double[] normalised(double[] weights, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[i];
        }
        double[] scaled = new double[count];
        for (int i = 0; i < count; i++) {
            scaled[i] = weights[i] / sum;
        }
        return scaled;
    }

    /// Integer that sorts scores from the largest to the smallest.
    private static int descending(float score) {
        int bits = Float.floatToIntBits(score == 0 ? 0f : score);
        int ascending = bits < 0 ? bits ^ 0x7FFF_FFFF : bits;
        return ~ascending;
    }

    /// The `count` smallest keys in rising order.
    private static long[] smallest(long[] keys, int count) {
        if (count < keys.length) {
            select(keys, count);
        }
        long[] kept = Arrays.copyOf(keys, count);
        Arrays.sort(kept);
        return kept;
    }

    /// Hoare's selection: afterwards the `count` smallest keys lie in front.
    private static void select(long[] keys, int count) {
        int low = 0;
        int high = keys.length - 1;
        while (low < high) {
            long pivot = keys[low + high >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (keys[i] < pivot) {
                    i++;
                }
                while (keys[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long swap = keys[i];
                    keys[i++] = keys[j];
                    keys[j--] = swap;
                }
            }
            if (count - 1 <= j) {
                high = j;
            } else if (count - 1 >= i) {
                low = i;
            } else {
                return;
            }
        }
    }
}
