package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.norm.Dropout;

/// Dropout whose every draw is a function of the recipe's seed, the step, the micro-batch, the layer and the place: a block that is computed
/// again draws the same, and a run that goes on after a power cut draws what it would have drawn.
///
/// @param share of numbers set to zero, 0 outside of training
record Noise(double share, long seed, long step, int microBatch) {
    static final Noise NONE = new Noise(0, 0, 0, 0);

    /// @param place of the matrix in its layer
    NDArray drop(NDArray x, int layer, int place) {
        if (share == 0) {
            return x;
        }
        Torch.seed(mix(mix(mix(mix(seed) + step) + microBatch) + layer * 16L + place));
        return Dropout.dropout(x, (float) share, true).singletonOrThrow();
    }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
