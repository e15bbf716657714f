package org.doctorglm.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Which samples a step reads: each epoch in an order of its own. A function of seed and step, so a run that goes on reads what it would have read.
///
/// Keeps the order of the epoch that was asked for last.
final class SampleOrder {
    private final int samples;
    private final long seed;
    private long epoch = -1;
    private int[] order = new int[0];

    SampleOrder(int samples, long seed) {
        if (samples < 1) {
            throw new IllegalArgumentException("no samples");
        }
        this.samples = samples;
        this.seed = seed;
    }

    /// @param step from 1
    /// @param count samples of a step
    /// @return indices; a step at the end of an epoch goes on into the next
    List<Integer> of(long step, int count) {
        List<Integer> some = new ArrayList<>();
        for (long at = (step - 1) * count; at < step * count; at++) {
            some.add(order(at / samples)[(int) (at % samples)]);
        }
        return some;
    }

    private int[] order(long wanted) {
        if (wanted != epoch) {
            order = shuffled(wanted);
            epoch = wanted;
        }
        return order;
    }

    private int[] shuffled(long number) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        int[] indices = new int[samples];
        for (int i = 0; i < samples; i++) {
            int other = random.nextInt(i + 1);
            indices[i] = indices[other];
            indices[other] = i;
        }
        return indices;
    }
}
