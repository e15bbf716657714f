package org.doctorglm.dataset;

/// How long texts are, in tokens, counted without keeping them.
public final class Lengths {
    private static final int LONGEST = 8192;

    private final long[] counts = new long[LONGEST + 1];
    private long all;
    private int most;

    void add(int tokens) {
        counts[Math.min(tokens, LONGEST)]++;
        all++;
        most = Math.max(most, tokens);
    }

    /// Several together.
    public static Lengths of(Iterable<Lengths> parts) {
        Lengths whole = new Lengths();
        for (Lengths part : parts) {
            for (int i = 0; i <= LONGEST; i++) {
                whole.counts[i] += part.counts[i];
            }
            whole.all += part.all;
            whole.most = Math.max(whole.most, part.most);
        }
        return whole;
    }

    /// How many texts fall into each of a number of steps; the last one holds all that are longer.
    ///
    /// @param width of a step, in tokens
    public long[] steps(int width, int count) {
        long[] steps = new long[count];
        for (int i = 0; i <= LONGEST; i++) {
            steps[Math.min(i / width, count - 1)] += counts[i];
        }
        return steps;
    }

    public long count() {
        return all;
    }

    public int most() {
        return most;
    }

    /// @param share such as 0.5 for the median
    /// @return the smallest length that this share of the texts does not exceed; at most 8192, 0 without texts
    public int quantile(double share) {
        long wanted = (long) Math.ceil(share * all);
        long seen = 0;
        for (int i = 0; i <= LONGEST; i++) {
            seen += counts[i];
            if (seen >= wanted && all > 0) {
                return i;
            }
        }
        return 0;
    }

    public long above(int tokens) {
        long above = 0;
        for (int i = tokens + 1; i <= LONGEST; i++) {
            above += counts[i];
        }
        return above;
    }
}
