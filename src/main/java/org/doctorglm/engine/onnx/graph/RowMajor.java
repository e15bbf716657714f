package org.doctorglm.engine.onnx.graph;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.doctorglm.model.MatrixType;
import org.doctorglm.model.PackManifest.TensorPlace;
import org.doctorglm.model.Quantizer;
import org.jspecify.annotations.Nullable;

/// A rounded matrix in the layout of `MatMulNBits`, made from its tiles.
///
/// @param packed codes [rows, blocks, block·bits/8]
/// @param scales [rows · blocks]
/// @param zeros two a byte [rows · ⌈blocks/2⌉], or null where the rounding is symmetric
public record RowMajor(ByteBuffer packed, FloatBuffer scales, @Nullable ByteBuffer zeros, int rows, int blocks) {
    /// Name of a matrix without `.weight`.
    public static String matrix(TensorPlace place) {
        return place.name().substring(0, place.name().length() - ".weight".length());
    }

    /// The type of a two-dimensional tensor.
    ///
    /// @throws IllegalArgumentException when its bytes are not those of its shape
    public static MatrixType type(TensorPlace place, MemorySegment data) {
        MatrixType type = MatrixType.of(place.type());
        if (data.byteSize() != type.bytes(rows(place), columns(place))) {
            throw new IllegalArgumentException(place.name());
        }
        return type;
    }

    public static int rows(TensorPlace place) {
        return Math.toIntExact(place.shape().get(0));
    }

    public static int columns(TensorPlace place) {
        return Math.toIntExact(place.shape().get(1));
    }

    public static RowMajor of(Quantizer quantizer, MemorySegment data, int rows, int columns) {
        int blocks = quantizer.blocks(columns);
        int rowBytes = blocks * quantizer.block() * quantizer.bits() / 8;
        int zeroBytes = (blocks + 1) / 2;
        ByteBuffer packed = direct((long) rows * rowBytes);
        FloatBuffer scales = direct((long) rows * blocks * Float.BYTES).asFloatBuffer();
        ByteBuffer zeros = quantizer.symmetric() ? null : direct((long) rows * zeroBytes);
        byte[] tile = new byte[quantizer.tileBytes(columns)];
        byte[] codes = new byte[blocks * quantizer.block()];
        float[] rowScales = new float[blocks];
        byte[] rowZeros = new byte[blocks];
        for (int row = 0; row < rows; row++) {
            if (row % Quantizer.TILE == 0) {
                MemorySegment.copy(data, ValueLayout.JAVA_BYTE, (long) row / Quantizer.TILE * tile.length, tile, 0, tile.length);
            }
            quantizer.unpack(tile, row % Quantizer.TILE, columns, codes, rowScales, rowZeros);
            packed.put(row * rowBytes, quantizer.bits() == 8 ? codes : nibbles(codes));
            scales.put(row * blocks, rowScales);
            if (zeros != null) {
                zeros.put(row * zeroBytes, nibbles(rowZeros));
            }
        }
        return new RowMajor(packed, scales, zeros, rows, blocks);
    }

    /// A matrix in FP16 as FP32.
    public static FloatBuffer widen(MemorySegment data, int rows, int columns) {
        FloatBuffer wide = direct((long) rows * columns * Float.BYTES).asFloatBuffer();
        for (int i = 0; i < wide.capacity(); i++) {
            wide.put(i, Float.float16ToFloat(data.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 2L * i)));
        }
        return wide;
    }

    /// Two values a byte, the even one in the low half.
    private static byte[] nibbles(byte[] values) {
        byte[] pairs = new byte[(values.length + 1) / 2];
        for (int i = 0; i < values.length; i++) {
            pairs[i / 2] |= (byte) (values[i] << 4 * (i % 2));
        }
        return pairs;
    }

    private static ByteBuffer direct(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    }
}
