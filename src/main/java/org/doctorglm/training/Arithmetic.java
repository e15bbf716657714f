package org.doctorglm.training;

import java.util.Locale;

/// Numbers that products with the network's matrices are computed in; what is trained, norms, softmax and loss have 32 bits always.
public enum Arithmetic {
    FP32(4),
    FP16(2),
    /// As wide as FP32 in range: nothing overflows. Matrices are converted for each product ("autocast").
    BF16(2);

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
