package org.doctorglm.sampling;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// "Don't repeat yourself": a token that would lengthen a repetition of n tokens loses `multiplier · base^(n − allowedLength)`, for n of at least
/// the allowed length. As its author defined it (p-e-w, text-generation-webui pull request 5677); a match never reaches over a breaker, so
/// words that come again in every clause cost nothing. Only the answer is looked at, because an answer should quote its evidence.
final class Dry {
    /// Longest repetition that is measured: beyond it the penalty is beyond any score.
    private static final int LONGEST = 50;

    private Dry() {
    }

    static void apply(float[] scores, int[] answer, double multiplier, double base, int allowedLength, BitSet breakers) {
        int last = answer.length - 1;
        if (multiplier == 0 || last < 1 || breakers.get(answer[last])) {
            return;
        }
        Map<Integer, Integer> lengths = new HashMap<>();
        for (int end = 0; end < last; end++) {
            int next = answer[end + 1];
            if (answer[end] == answer[last] && !breakers.get(next)) {
                lengths.merge(next, match(answer, end, breakers), Math::max);
            }
        }
        lengths.forEach((id, length) -> {
            if (length >= allowedLength) {
                scores[id] -= (float) (multiplier * Math.pow(base, length - allowedLength));
            }
        });
    }

    /// How many tokens before and at `end` equal the end of the answer.
    private static int match(int[] answer, int end, BitSet breakers) {
        int last = answer.length - 1;
        int length = 1;
        while (length < LONGEST && length <= end && answer[end - length] == answer[last - length] && !breakers.get(answer[last - length])) {
            length++;
        }
        return length;
    }
}
