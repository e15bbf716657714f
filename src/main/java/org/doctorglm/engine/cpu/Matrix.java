package org.doctorglm.engine.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.doctorglm.model.MatrixType;

/// A matrix of the network as the kernels take it: `struct matrix` of `kernels.h`.
///
/// @param struct for the kernels
/// @param outputs rows
/// @param columns width of an input row
/// @param quantised whether its inputs must be rounded to 8 bits
record Matrix(MemorySegment struct, int outputs, int columns, boolean quantised) {
    private static final int TILE = 8;

    /// @param data of the whole matrix, in mapped weights
    /// @param bias NULL for none
    static Matrix of(Arena arena, MatrixType type, MemorySegment data, int outputs, int columns, MemorySegment bias) {
        MemorySegment struct = arena.allocate(6 * Long.BYTES, Long.BYTES);
        struct.set(ValueLayout.ADDRESS, 0, data);
        struct.setAtIndex(ValueLayout.JAVA_LONG, 1, kernelType(type));
        struct.setAtIndex(ValueLayout.JAVA_LONG, 2, outputs);
        struct.setAtIndex(ValueLayout.JAVA_LONG, 3, columns);
        struct.setAtIndex(ValueLayout.JAVA_LONG, 4, type.blockColumns() / 32);
        struct.set(ValueLayout.ADDRESS, 5 * Long.BYTES, bias);
        return new Matrix(struct, outputs, columns, type.quantised());
    }

    private static long kernelType(MatrixType type) {
        return switch (type) {
            case MatrixType.Float32 ignored -> 0;
            case MatrixType.Float16 ignored -> 1;
            case MatrixType.Tiled tiled when tiled.quantizer().bits() == 8 -> 2;
            case MatrixType.Tiled tiled -> tiled.quantizer().symmetric() ? 4 : 3;
        };
    }

    /// Groups of eight outputs, the unit of work.
    int tiles() {
        return (outputs + TILE - 1) / TILE;
    }
}
