package org.doctorglm.embedding;

import java.nio.FloatBuffer;

/// How the vectors of tokens become one (Reimers and Gurevych 2019, section 3).
public enum Pooling {
    /// Their mean.
    MEAN,
    /// That of the first token.
    CLS,
    /// The largest number in each place.
    MAX;

    /// @param tokens rows of `width` numbers each
    public float[] pool(FloatBuffer tokens, int count, int width) {
        float[] pooled = new float[width];
        tokens.get(0, pooled);
        if (this == CLS) {
            return pooled;
        }
        float[] row = new float[width];
        for (int token = 1; token < count; token++) {
            tokens.get(token * width, row);
            for (int i = 0; i < width; i++) {
                pooled[i] = this == MAX ? Math.max(pooled[i], row[i]) : pooled[i] + row[i];
            }
        }
        // The mean is the sum but for its length, which counts for nothing here.
        return pooled;
    }

    /// The vector with length 1; zeros stay zeros.
    ///
    /// @throws EncoderException RUN when a number is none
    public static float[] normalised(float[] vector) throws EncoderException {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        if (!Double.isFinite(square)) {
            throw new EncoderException(EncoderException.Reason.RUN, "NaN");
        }
        float[] unit = new float[vector.length];
        double length = Math.sqrt(square);
        for (int i = 0; i < vector.length && length > 0; i++) {
            unit[i] = (float) (vector[i] / length);
        }
        return unit;
    }
}
