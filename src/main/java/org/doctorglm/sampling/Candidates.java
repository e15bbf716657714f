package org.doctorglm.sampling;

import java.util.Arrays;

/// Tokens still in play, the most likely first, with their probabilities.
///
/// @param ids sorted by falling probability, equal ones by rising id
/// @param probabilities positive, adding up to 1 (those of [#head] to less)
record Candidates(int[] ids, double[] probabilities) {
    /// Below this number of tokens a comparison sort is the faster one.
    private static final int SMALL = 2048;
    private static final int DIGIT_BITS = 11;

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
        keys = kept < count || count < SMALL ? smallest(Arrays.copyOf(keys, count), kept) : sorted(keys, count);
        int[] ids = new int[kept];
        double[] weights = new double[kept];
        double best = scores[(int) keys[0]];
        for (int i = 0; i < kept; i++) {
            ids[i] = (int) keys[i];
            weights[i] = Math.exp((scores[ids[i]] - best) / temperature);
        }
        return new Candidates(ids, normalised(weights, kept));
    }

    /// The likeliest tokens that together reach the share `p`, as [TopP] would leave them, without sorting a whole vocabulary when few are needed.
    static Candidates reaching(float[] scores, double temperature, double p) {
        if (scores.length < SMALL) {
            return TopP.apply(of(scores, temperature, 0), p);
        }
        Candidates best = of(scores, temperature, SMALL);
        double top = scores[best.ids[0]];
        double all = 0;
        for (float score : scores) {
            // What is no number compares as false and adds nothing.
            all += score > Float.NEGATIVE_INFINITY ? Math.exp((score - top) / temperature) : 0;
        }
        double share = p * all * best.probabilities[0];
        double sum = 0;
        for (int i = 0; i < best.ids.length; i++) {
            sum += best.probabilities[i];
            if (sum >= share) {
                return best.first(i + 1);
            }
        }
        return TopP.apply(of(scores, temperature, 0), p);
    }

    /// The tokens at these places, which rise, their probabilities scaled to 1.
    Candidates at(int[] places) {
        int[] some = new int[places.length];
        double[] weights = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            some[i] = ids[places[i]];
            weights[i] = probabilities[places[i]];
        }
        return new Candidates(some, normalised(weights, places.length));
    }

    /// The first `count` tokens, their probabilities scaled to 1.
    Candidates first(int count) {
        return count >= ids.length ? this : new Candidates(Arrays.copyOf(ids, count), normalised(probabilities, count));
    }

    /// The first `count` tokens with the probabilities that they have among all.
    Candidates head(int count) {
        int kept = Math.min(count, ids.length);
        return new Candidates(Arrays.copyOf(ids, kept), Arrays.copyOf(probabilities, kept));
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

    /// All keys in rising order. They come sorted by id, so three stable passes over the scores suffice: about a millisecond for 130,000.
    private static long[] sorted(long[] keys, int count) {
        long[] from = keys;
        long[] to = new long[count];
        for (int shift = 32; shift < 64; shift += DIGIT_BITS) {
            int[] places = new int[(1 << DIGIT_BITS) + 1];
            for (int i = 0; i < count; i++) {
                places[digit(from[i], shift) + 1]++;
            }
            for (int i = 0; i < 1 << DIGIT_BITS; i++) {
                places[i + 1] += places[i];
            }
            for (int i = 0; i < count; i++) {
                to[places[digit(from[i], shift)]++] = from[i];
            }
            long[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static int digit(long key, int shift) {
        // The sign bit is turned, so that negative keys come first.
        return (int) ((key ^ Long.MIN_VALUE) >>> shift) & (1 << DIGIT_BITS) - 1;
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
