package org.doctorglm.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopDetectorTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 7, 13, 40, 64})
    void aRunIsALoopWhenItFillsEnoughOfTheEnd(int period) {
        int needed = Math.max(LoopDetector.SPAN, period * LoopDetector.REPEATS);
        int[] ids = repeated(period, 10, needed);
        for (int count = 0; count < ids.length; count++) {
            assertThat(LoopDetector.loops(ids, count)).as("%d tokens", count).isFalse();
        }
        assertThat(LoopDetector.loops(ids, ids.length)).isTrue();
    }

    @Test
    void oneOtherTokenInTheRunIsNoLoop() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            int period = 1 + random.nextInt(6);
            int[] ids = repeated(period, 5, LoopDetector.SPAN);
            ids[ids.length - 1 - random.nextInt(LoopDetector.SPAN)] = -1;
            assertThat(LoopDetector.loops(ids, ids.length)).isFalse();
        }
    }

    @Test
    void shortRepetitionsOfOrdinaryTextAreNoLoop() {
        int[] ids = {5, 5, 5, 5, 6, 7, 6, 7, 6, 7, 8, 8, 8, 8, 8, 8};
        for (int count = 0; count <= ids.length; count++) {
            assertThat(LoopDetector.loops(ids, count)).isFalse();
        }
    }

    @Test
    void aRunLongerThanTheLongestPeriodIsLeftAlone() {
        assertThat(LoopDetector.loops(repeated(65, 0, 65 * 5), 65 * 5)).isFalse();
    }

    /// Some tokens that differ, then a run of `period` different tokens again and again, `span` long in all.
    private static int[] repeated(int period, int before, int span) {
        int[] ids = new int[before + span];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i < before ? 1000 + i : (i - before) % period;
        }
        return ids;
    }
}
