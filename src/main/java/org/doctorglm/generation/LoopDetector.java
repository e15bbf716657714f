package org.doctorglm.generation;

/// Notices an answer that turns in a circle: its end consists of one run of tokens, written at least [#REPEATS] times,
/// over at least [#SPAN] tokens (paper, section 6.1: repetition).
final class LoopDetector {
    static final int REPEATS = 4;
    static final int SPAN = 24;
    private static final int LONGEST_PERIOD = 64;

    private LoopDetector() {
    }

    static boolean loops(int[] ids, int count) {
        for (int period = 1; period <= LONGEST_PERIOD && period * REPEATS <= count; period++) {
            int span = Math.max(SPAN, period * REPEATS);
            if (span <= count && periodic(ids, count, period, span)) {
                return true;
            }
        }
        return false;
    }

    private static boolean periodic(int[] ids, int count, int period, int span) {
        for (int i = count - span; i < count - period; i++) {
            if (ids[i] != ids[i + period]) {
                return false;
            }
        }
        return true;
    }
}
