package org.doctorglm.engine;

import org.doctorglm.model.GlmConfig;

/// Angles of the two-dimensional rotary embedding, for heads in the pack's row order: the first half of a row of angles
/// belongs to the position, the second to the block position.
///
/// `inv_freq(i) = 10000^(−2i/(headDim/2))`, rounded to 16 bits as the published code does even in FP32.
public final class Rotary {
    private final float[] frequencies;

    public Rotary(GlmConfig config) {
        int half = config.headDim() / 2;
        frequencies = new float[half / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = Float.float16ToFloat(Float.floatToFloat16((float) (1 / Math.pow(10000, 2.0 * i / half))));
        }
    }

    /// Angles of one token: half the head dimension.
    public int width() {
        return 2 * frequencies.length;
    }

    /// @param cos receives [#width()] values from `at` on
    public void write(int position, int block, java.nio.FloatBuffer cos, java.nio.FloatBuffer sin, int at) {
        for (int i = 0; i < frequencies.length; i++) {
            put(cos, sin, at + i, (double) position * frequencies[i]);
            put(cos, sin, at + frequencies.length + i, (double) block * frequencies[i]);
        }
    }

    private static void put(java.nio.FloatBuffer cos, java.nio.FloatBuffer sin, int at, double angle) {
        cos.put(at, (float) Math.cos(angle));
        sin.put(at, (float) Math.sin(angle));
    }
}
