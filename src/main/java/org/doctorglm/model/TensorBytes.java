package org.doctorglm.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/// Rows of a matrix as a pack stores them. Pure functions; tiles are rounded on all processors.
final class TensorBytes {
    private TensorBytes() {
    }

    /// @param weights `rows` rows of `columns`; rows but those of the matrix's end come in multiples of [Quantizer#TILE]
    /// @throws ArithmeticException for a weight that cannot be stored: no finite number, or too large
    static byte[] of(MatrixType type, float[] weights, int rows, int columns) {
        return switch (type) {
            case MatrixType.Float32 ignored -> floats(weights, rows * columns);
            case MatrixType.Float16 ignored -> halves(weights, rows * columns);
            case MatrixType.Tiled(Quantizer quantizer) -> tiles(quantizer, weights, rows, columns);
        };
    }

    private static byte[] floats(float[] weights, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(count, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(weights, 0, count);
        return bytes.array();
    }

    private static byte[] halves(float[] weights, int count) {
        byte[] bytes = new byte[Math.multiplyExact(count, 2)];
        for (int i = 0; i < count; i++) {
            short half = Float.floatToFloat16(weights[i]);
            if (!Float.isFinite(Float.float16ToFloat(half))) {
                throw new ArithmeticException(String.valueOf(weights[i]));
            }
            bytes[2 * i] = (byte) half;
            bytes[2 * i + 1] = (byte) (half >> 8);
        }
        return bytes;
    }

    private static byte[] tiles(Quantizer quantizer, float[] weights, int rows, int columns) {
        int tiles = (rows + Quantizer.TILE - 1) / Quantizer.TILE;
        int bytes = quantizer.tileBytes(columns);
        byte[] packed = new byte[Math.multiplyExact(tiles, bytes)];
        IntStream.range(0, tiles).parallel().forEach(t -> quantizer.pack(weights, t * Quantizer.TILE * columns,
                Math.min(Quantizer.TILE, rows - t * Quantizer.TILE), columns, packed, t * bytes));
        return packed;
    }
}
