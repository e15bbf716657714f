package org.doctorglm.sampling;

import java.util.Arrays;

/// Makes tokens less likely that the answer already has: positive scores are divided, negative ones multiplied
/// (CTRL, arXiv 1909.05858, section 4.1). The prompt is left alone, because an answer should quote its evidence.
final class RepetitionPenalty {
    private RepetitionPenalty() {
    }

    static void apply(float[] scores, int[] answer, double penalty) {
        if (penalty == 1) {
            return;
        }
        for (int id : Arrays.stream(answer).distinct().toArray()) {
            scores[id] = (float) (scores[id] > 0 ? scores[id] / penalty : scores[id] * penalty);
        }
    }
}
