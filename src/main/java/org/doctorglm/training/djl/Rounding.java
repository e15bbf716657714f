package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import org.doctorglm.model.Quantizer;

/// Makes codes of a matrix by the rule that packs are rounded by, so that a base that is rounded already stays what it is.
final class Rounding {
    private final int rows;
    private final int columns;
    private final Quantizer quantizer;
    private final int blocks;
    private final ByteBuffer codes;
    private final float[] scales;
    private final float[] offsets;

    /// @throws IllegalArgumentException for widths that are not whole blocks
    Rounding(int rows, int columns, Quantizer quantizer) {
        if (columns % (2 * quantizer.block()) != 0) {
            throw new IllegalArgumentException(columns + " columns in blocks of " + quantizer.block());
        }
        this.rows = rows;
        this.columns = columns;
        this.quantizer = quantizer;
        this.blocks = quantizer.blocks(columns);
        this.codes = ByteBuffer.allocateDirect(Math.toIntExact((long) rows * columns * quantizer.bits() / 8));
        this.scales = new float[rows * blocks];
        this.offsets = new float[rows * blocks];
    }

    Matrix.Rounded read(NDManager manager, Values.Rows reader) {
        float[] values = new float[Quantizer.TILE * columns];
        for (int first = 0; first < rows; first += Quantizer.TILE) {
            int count = Math.min(Quantizer.TILE, rows - first);
            reader.read(first, count, values);
            tile(first, count, values);
        }
        codes.rewind();
        NDArray bytes = manager.create(codes, new Shape(rows, columns * quantizer.bits() / 8L), DataType.UINT8);
        Shape shape = new Shape(rows, blocks, 1);
        return new Matrix.Rounded(bytes, manager.create(scales, shape), manager.create(offsets, shape), quantizer.bits());
    }

    private void tile(int first, int count, float[] values) {
        byte[] tile = new byte[quantizer.tileBytes(columns)];
        quantizer.pack(values, 0, count, columns, tile, 0);
        byte[] row = new byte[columns];
        float[] scale = new float[blocks];
        byte[] zero = new byte[blocks];
        for (int lane = 0; lane < count; lane++) {
            quantizer.unpack(tile, lane, columns, row, scale, zero);
            put(row);
            for (int b = 0; b < blocks; b++) {
                int at = (first + lane) * blocks + b;
                scales[at] = scale[b];
                offsets[at] = -scale[b] * (quantizer.bits() == 8 ? 128 : quantizer.symmetric() ? 8 : zero[b]);
            }
        }
    }

    private void put(byte[] row) {
        if (quantizer.bits() == 8) {
            codes.put(row);
            return;
        }
        for (int i = 0; i < columns / 2; i++) {
            codes.put((byte) (row[i] | row[columns / 2 + i] << 4));
        }
    }
}
