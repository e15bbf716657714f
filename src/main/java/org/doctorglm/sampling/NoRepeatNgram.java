package org.doctorglm.sampling;

/// Forbids a token that would close a run of `length` tokens which the answer already has.
final class NoRepeatNgram {
    private NoRepeatNgram() {
    }

    static void apply(float[] scores, int[] answer, int length) {
        if (length < 1 || answer.length < length) {
            return;
        }
        int tail = answer.length - length + 1;
        for (int start = 0; start + length <= answer.length; start++) {
            boolean same = true;
            for (int i = 0; i < length - 1 && same; i++) {
                same = answer[start + i] == answer[tail + i];
            }
            if (same) {
                scores[answer[start + length - 1]] = Float.NEGATIVE_INFINITY;
            }
        }
    }
}
