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
