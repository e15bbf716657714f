package org.doctorglm.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How the matrices of a pack are stored.
public enum Precision {
    FP32(32), FP16(16), INT8(8), INT4(4);

    private final int bits;

    Precision(int bits) {
        this.bits = bits;
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
