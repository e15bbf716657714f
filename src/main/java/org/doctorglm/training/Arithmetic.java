package org.doctorglm.training;

import java.util.Locale;

/// Numbers that products with the base's matrices are computed in; norms, softmax, adapter and loss have 32 bits always.
///
/// BF16 is missing because the tensor library's binding ends the process when it is asked for it (DJL 0.35.1).
public enum Arithmetic {
    FP32(4),
    FP16(2);

    private final int bytes;

    Arithmetic(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
