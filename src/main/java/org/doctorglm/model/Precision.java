package org.doctorglm.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How the matrices of a pack are stored.
public enum Precision {
    FP32(32, 0.005), FP16(16, 0.005), INT8(8, 0.005), INT4(4, 0.02);

    private final int bits;
    private final double mostLossIncrease;

    Precision(int bits, double mostLossIncrease) {
        this.bits = bits;
        this.mostLossIncrease = mostLossIncrease;
    }

    /// Bar of the quality gate: how much more loss than FP32 a pack may have, 0.02 for 2 %.
    public double mostLossIncrease() {
        return mostLossIncrease;
    }

    public int bits() {
        return bits;
    }

    public boolean quantised() {
        return bits <= 8;
    }

    /// Name in manifests and on the command line, for example `int4`.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Precision> of(String key) {
        return Arrays.stream(values()).filter(p -> p.key().equals(key.toLowerCase(Locale.ROOT))).findFirst();
    }
}
