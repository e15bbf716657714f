package org.doctorglm.dataset;

/// Which dialogues are kept back to measure with: whole dialogues, by seed and place, so that adding a filter behind it does not move others.
///
/// @param heldOut share of the dialogues that nothing is learned from
/// @param seed of the choice
public record Split(double heldOut, long seed) {
    public static final Split USUAL = new Split(0.1, 42);

    public Split {
        if (!(heldOut >= 0 && heldOut < 1)) {
            throw new IllegalArgumentException("heldOut = " + heldOut);
        }
    }

    /// @param index place of the dialogue in its set
    public boolean holdsOut(long index) {
        // SplitMix64: 53 bits of it as a number below one.
        long z = seed * 0x9E3779B97F4A7C15L + index * 0xD1B54A32D192ED03L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return ((z ^ z >>> 31) >>> 11) * 0x1p-53 < heldOut;
    }
}
