package org.doctorglm.training;

import java.util.Locale;

/// How the frozen matrices of the base lie in memory while an adapter is trained.
public enum BaseStorage {
    FP32(4),
    FP16(2),
    /// One byte a weight, and a scale and an offset in 32 bits for each block of 32; widened layer by layer.
    INT8(1.25),
    /// Half a byte a weight, and a scale and an offset in 32 bits for each block of 32; widened layer by layer.
    INT4(0.75);

    /// Columns that share a scale.
    public static final int BLOCK = 32;

    private final double bytes;

    BaseStorage(double bytes) {
        this.bytes = bytes;
    }

    /// For each weight, scales included.
    public double bytes() {
        return bytes;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
