package org.doctorglm.sampling;

/// A generator without state: the n-th number of a seed is a function of both, so an answer can be replayed, continued
/// or computed out of order and always draws the same numbers. Mixing function of SplitMix64 (Steele, Lea, Flood 2014).
public final class CounterRandom {
    private CounterRandom() {
    }

    /// @return a number in [0, 1) with 53 random bits
    public static double uniform(long seed, long counter) {
        long z = mix(mix(seed + 0x9E3779B97F4A7C15L) + counter * 0x9E3779B97F4A7C15L);
        return (z >>> 11) * 0x1.0p-53;
    }

    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
