package org.doctorglm.model;

/// Round-to-nearest in blocks along the input axis, in the layout of ONNX Runtime's `MatMulNBits`.
///
/// A weight is `(q − zero) · scale`. 4 bits: `scale = (max − min)/15` with a zero point for each block (asymmetric) or
/// `scale = −extreme/8`, zero 8 (symmetric); two weights a byte, the even column in the low nibble. 8 bits: `scale = max|w|/127`, zero 128.
/// Pure functions.
///
/// @param bits 4 or 8
/// @param block columns that share a scale, a power of two from 16
/// @param symmetric without zero points
public record Quantizer(int bits, int block, boolean symmetric) {
    public Quantizer {
        if (bits != 4 && bits != 8 || Integer.bitCount(block) != 1 || block < 16 || bits == 8 && !symmetric) {
            throw new IllegalArgumentException(bits + " bits, block " + block + ", symmetric " + symmetric);
        }
    }

    public int blocks(int columns) {
        return (columns + block - 1) / block;
    }

    /// Bytes of one row of weights.
    public int rowBytes(int columns) {
        return blocks(columns) * block * bits / 8;
    }

    /// Bytes of one row of zero points, 0 when symmetric.
    public int zeroBytes(int columns) {
        return symmetric ? 0 : (blocks(columns) + 1) / 2;
    }

    /// Rounds one row.
    ///
    /// @param weights `columns` values from `from` on
    /// @param packed receives [#rowBytes(int)] bytes
    /// @param scales receives [#blocks(int)] values
    /// @param zeros receives [#zeroBytes(int)] bytes
    public void quantize(float[] weights, int from, int columns, byte[] packed, float[] scales, byte[] zeros) {
        java.util.Arrays.fill(packed, 0, rowBytes(columns), (byte) 0);
        java.util.Arrays.fill(zeros, 0, zeroBytes(columns), (byte) 0);
        for (int b = 0; b < blocks(columns); b++) {
            int begin = b * block;
            int end = Math.min(columns, begin + block);
            float min = 0;
            float max = 0;
            for (int i = begin; i < end; i++) {
                min = Math.min(min, weights[from + i]);
                max = Math.max(max, weights[from + i]);
            }
            float scale = scale(min, max);
            int zero = zero(min, scale);
            scales[b] = scale;
            if (!symmetric) {
                zeros[b / 2] |= (byte) (zero << 4 * (b % 2));
            }
            int most = (1 << bits) - 1;
            for (int i = begin; i < begin + block; i++) {
                int q = i >= end || scale == 0 ? zero : Math.clamp(Math.round(weights[from + i] / scale) + zero, 0, most);
                if (bits == 8) {
                    packed[i] = (byte) q;
                } else {
                    packed[i / 2] |= (byte) (q << 4 * (i % 2));
                }
            }
        }
    }

    /// Reverses [#quantize]: one row of weights as the kernels see them.
    public void dequantize(byte[] packed, float[] scales, byte[] zeros, int columns, float[] target, int to) {
        for (int i = 0; i < columns; i++) {
            int b = i / block;
            int q = bits == 8 ? packed[i] & 0xFF : packed[i / 2] >> 4 * (i % 2) & 0xF;
            int zero = symmetric ? 1 << bits - 1 : zeros[b / 2] >> 4 * (b % 2) & 0xF;
            target[to + i] = (q - zero) * scales[b];
        }
    }

    private float scale(float min, float max) {
        if (!symmetric) {
            return (max - min) / 15;
        }
        if (bits == 8) {
            return Math.max(max, -min) / 127;
        }
        // The extreme value lies on −8 exactly, whatever its sign; the other side reaches 7.
        return (max > -min ? max : min) / -8;
    }

    private int zero(float min, float scale) {
        return symmetric ? 1 << bits - 1 : scale == 0 ? 0 : Math.clamp(Math.round(-min / scale), 0, 15);
    }
}
