package org.doctorglm.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Distinct-n (Li and others 2016): different runs of `n` tokens divided by all runs, over all texts together. Pure functions.
public final class Distinct {
    private Distinct() {
    }

    /// By characters.
    public static double of(List<String> texts, int n) {
        return ofTokens(texts.stream().map(Tokens.CHARACTERS::of).toList(), n);
    }

    /// @return 0 where no text is long enough
    public static double ofTokens(List<List<String>> texts, int n) {
        Set<List<String>> distinct = new HashSet<>();
        long all = 0;
        for (List<String> text : texts) {
            distinct.addAll(Ngrams.counts(text, n).keySet());
            all += Ngrams.all(text, n);
        }
        return all == 0 ? 0 : (double) distinct.size() / all;
    }
}
