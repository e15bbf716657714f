package org.doctorglm.model;

/// How the weights of a matrix are stored in a pack.
public sealed interface MatrixType {
    /// Row-major FP32.
    record Float32() implements MatrixType {
    }

    /// Row-major FP16.
    record Float16() implements MatrixType {
    }

    /// Rounded, in tiles of eight rows.
    record Tiled(Quantizer quantizer) implements MatrixType {
    }

    MatrixType FLOAT32 = new Float32();
    MatrixType FLOAT16 = new Float16();

    /// @param key as in a manifest
    /// @throws IllegalArgumentException for a layout that this program does not know
    static MatrixType of(String key) {
        return switch (key) {
            case "float32" -> FLOAT32;
            case "float16" -> FLOAT16;
            default -> new Tiled(Quantizer.of(key).orElseThrow(() -> new IllegalArgumentException(key)));
        };
    }

    /// As in a manifest.
    default String key() {
        return switch (this) {
            case Float32 ignored -> "float32";
            case Float16 ignored -> "float16";
            case Tiled tiled -> tiled.quantizer().key();
        };
    }

    default boolean quantised() {
        return this instanceof Tiled;
    }

    /// Columns that share a scale; 32 where there is none.
    default int blockColumns() {
        return this instanceof Tiled(Quantizer quantizer) ? quantizer.block() : 32;
    }

    /// Bytes of a matrix of [rows, columns].
    default long bytes(int rows, int columns) {
        return switch (this) {
            case Float32 ignored -> 4L * rows * columns;
            case Float16 ignored -> 2L * rows * columns;
            case Tiled tiled -> (rows + Quantizer.TILE - 1L) / Quantizer.TILE * tiled.quantizer().tileBytes(columns);
        };
    }
}
