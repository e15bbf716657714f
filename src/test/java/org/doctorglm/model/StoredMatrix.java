package org.doctorglm.model;

/// Matrices as packs store them, and back: for tests of what reads packs.
public final class StoredMatrix {
    private StoredMatrix() {
    }

    public static byte[] bytes(MatrixType type, float[] weights, int rows, int columns) {
        return TensorBytes.of(type, weights, rows, columns);
    }

    public static float[] weights(MatrixType type, byte[] bytes, int rows, int columns) {
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        float[] weights = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            switch (type) {
                case MatrixType.Float32 ignored -> buffer.slice(row * columns * 4, columns * 4).order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer().get(weights, row * columns, columns);
                case MatrixType.Float16 ignored -> {
                    for (int i = row * columns; i < (row + 1) * columns; i++) {
                        weights[i] = Float.float16ToFloat(buffer.getShort(2 * i));
                    }
                }
                case MatrixType.Tiled(Quantizer quantizer) -> {
                    byte[] tile = new byte[quantizer.tileBytes(columns)];
                    buffer.get(row / Quantizer.TILE * tile.length, tile);
                    quantizer.weights(tile, row % Quantizer.TILE, columns, weights, row * columns);
                }
            }
        }
        return weights;
    }
}
