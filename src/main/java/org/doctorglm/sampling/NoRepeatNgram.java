package org.doctorglm.sampling;

import java.util.BitSet;

/// Forbids a token that would close a run of `length` tokens which the answer already has. Runs with a breaker in them (the end of a
/// clause) are free: a comma and the word behind it may come again.
final class NoRepeatNgram {
    private NoRepeatNgram() {
    }

    static void apply(float[] scores, int[] answer, int length, BitSet breakers) {
        if (length < 1 || answer.length < length) {
            return;
        }
        int tail = answer.length - length + 1;
        for (int i = tail; i < answer.length; i++) {
            if (breakers.get(answer[i])) {
                return;
            }
        }
        for (int start = 0; start + length <= answer.length; start++) {
            int closing = answer[start + length - 1];
            if (!breakers.get(closing) && same(answer, start, tail, length - 1)) {
                scores[closing] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    private static boolean same(int[] answer, int one, int other, int count) {
        for (int i = 0; i < count; i++) {
            if (answer[one + i] != answer[other + i]) {
                return false;
            }
        }
        return true;
    }
}
