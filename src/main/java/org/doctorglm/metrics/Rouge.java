package org.doctorglm.metrics;

import java.util.List;

/// ROUGE-N and ROUGE-L (Lin 2004): runs of `n` tokens, or the longest common subsequence, that answer and reference share. β = 1. Pure functions.
public final class Rouge {
    private Rouge() {
    }

    /// @param precision share of the answer that the reference has
    /// @param recall share of the reference that the answer has
    public record Score(double precision, double recall) {
        /// Harmonic mean of both.
        public double f() {
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }
    }

    /// By characters.
    public static Score of(int n, String answer, String reference) {
        return n(n, Tokens.CHARACTERS.of(answer), Tokens.CHARACTERS.of(reference));
    }

    public static Score n(int n, List<String> answer, List<String> reference) {
        int common = Ngrams.common(Ngrams.counts(answer, n), Ngrams.counts(reference, n));
        return new Score(share(common, Ngrams.all(answer, n)), share(common, Ngrams.all(reference, n)));
    }

    /// The longest common subsequence.
    public static Score longest(List<String> answer, List<String> reference) {
        int[] before = new int[reference.size() + 1];
        for (String token : answer) {
            int[] now = new int[reference.size() + 1];
            for (int j = 0; j < reference.size(); j++) {
                now[j + 1] = token.equals(reference.get(j)) ? before[j] + 1 : Math.max(before[j + 1], now[j]);
            }
            before = now;
        }
        int common = before[reference.size()];
        return new Score(share(common, answer.size()), share(common, reference.size()));
    }

    private static double share(int common, int all) {
        return all == 0 ? 0 : (double) common / all;
    }
}
