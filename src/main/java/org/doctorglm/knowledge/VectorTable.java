package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Many vectors in blocks of 128, within a block number by number: the first of all 128, then the second of all, and so on. So one loop works on
/// 128 sums side by side, which the compiler makes vector instructions of; vector after vector it would wait for each sum and take five times
/// as long. Immutable, for any thread; [#with] copies one block.
final class VectorTable {
    static final VectorTable EMPTY = new VectorTable(List.of(), 0);
    private static final int BLOCK = 128;

    private final List<float[]> blocks;
    private final int width;

    private VectorTable(List<float[]> blocks, int width) {
        this.blocks = blocks;
        this.width = width;
    }

    static VectorTable of(List<float[]> vectors) {
        int width = vectors.isEmpty() ? 0 : vectors.getFirst().length;
        List<float[]> blocks = new ArrayList<>();
        for (int row = 0; row < vectors.size(); row++) {
            if (row % BLOCK == 0) {
                blocks.add(new float[width * BLOCK]);
            }
            write(blocks.getLast(), row, vectors.get(row));
        }
        return new VectorTable(List.copyOf(blocks), width);
    }

    private static void write(float[] block, int row, float[] vector) {
        for (int i = 0; i < vector.length; i++) {
            block[i * BLOCK + row % BLOCK] = vector[i];
        }
    }

    float[] row(int row) {
        float[] vector = new float[width];
        for (int i = 0; i < width; i++) {
            vector[i] = blocks.get(row / BLOCK)[i * BLOCK + row % BLOCK];
        }
        return vector;
    }

    /// @param row one behind the last is added
    VectorTable with(int row, float[] vector) {
        List<float[]> next = new ArrayList<>(blocks);
        if (row / BLOCK == next.size()) {
            next.add(new float[vector.length * BLOCK]);
        } else {
            next.set(row / BLOCK, next.get(row / BLOCK).clone());
        }
        write(next.get(row / BLOCK), row, vector);
        return new VectorTable(List.copyOf(next), vector.length);
    }

    /// The row with zeros in its place.
    VectorTable without(int row) {
        return with(row, new float[width]);
    }

    /// Dot products with every row, in 32 bits.
    float[] times(float[] vector) {
        float[] products = new float[blocks.size() * BLOCK];
        float[] sums = new float[BLOCK];
        for (int b = 0; b < blocks.size(); b++) {
            Arrays.fill(sums, 0);
            float[] block = blocks.get(b);
            for (int i = 0; i < width; i++) {
                add(sums, block, i * BLOCK, vector[i]);
            }
            System.arraycopy(sums, 0, products, b * BLOCK, BLOCK);
        }
        return products;
    }

    private static void add(float[] sums, float[] block, int from, float factor) {
        for (int k = 0; k < BLOCK; k++) {
            sums[k] += factor * block[from + k];
        }
    }
}
