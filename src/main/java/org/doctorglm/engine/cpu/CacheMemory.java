package org.doctorglm.engine.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.doctorglm.model.GlmConfig;

/// Keys and values of all layers, each [heads, prefix + capacity, headDim padded to 8], in 16 or 32 bits. `struct cache` of `kernels.h`, one a layer.
/// The cells of a trained prefix come first.
final class CacheMemory implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final int prefix;
    private final int capacity;
    private final int cells;
    private final int heads;
    /// Bytes of one position of one head.
    private final int cell;
    private final MemorySegment[] layers;
    /// For each layer the keys, then the values.
    private final MemorySegment[] contents;

    /// @param prefix of each layer, empty for none
    /// @param capacity tokens besides the prefix
    /// @param half 16 bits a number, which halves memory and costs nothing that 8-bit activations had not lost before
    CacheMemory(GlmConfig config, List<Weights.Prefix> prefix, int capacity, boolean half) {
        this.prefix = prefix.isEmpty() ? 0 : prefix.getFirst().tokens();
        this.capacity = capacity;
        this.cells = this.prefix + capacity;
        int pad = padded(config);
        this.heads = config.heads();
        this.cell = pad * (half ? 2 : 4);
        long bytes = (long) heads * cells * cell;
        this.layers = new MemorySegment[config.layers()];
        this.contents = new MemorySegment[2 * config.layers()];
        for (int i = 0; i < layers.length; i++) {
            MemorySegment struct = arena.allocate(7 * Long.BYTES, Long.BYTES);
            contents[2 * i] = arena.allocate(bytes, 64);
            contents[2 * i + 1] = arena.allocate(bytes, 64);
            struct.set(ValueLayout.ADDRESS, 0, contents[2 * i]);
            struct.set(ValueLayout.ADDRESS, 8, contents[2 * i + 1]);
            struct.setAtIndex(ValueLayout.JAVA_LONG, 2, half ? 1 : 0);
            struct.setAtIndex(ValueLayout.JAVA_LONG, 3, cells);
            struct.setAtIndex(ValueLayout.JAVA_LONG, 4, config.heads());
            struct.setAtIndex(ValueLayout.JAVA_LONG, 5, config.headDim());
            struct.setAtIndex(ValueLayout.JAVA_LONG, 6, pad);
            layers[i] = struct;
            if (!prefix.isEmpty()) {
                store(prefix.get(i).keys(), contents[2 * i], config.headDim(), half);
                store(prefix.get(i).values(), contents[2 * i + 1], config.headDim(), half);
            }
        }
    }

    /// @param from [heads, prefix, headDim] in FP32
    private void store(MemorySegment from, MemorySegment to, int dim, boolean half) {
        for (int i = 0; i < heads * prefix * dim; i++) {
            float value = from.getAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i);
            int head = i / (prefix * dim);
            long at = ((long) head * cells + i / dim % prefix) * cell + (long) (i % dim) * (half ? 2 : 4);
            if (half) {
                to.set(ValueLayout.JAVA_SHORT, at, Float.floatToFloat16(value));
            } else {
                to.set(ValueLayout.JAVA_FLOAT, at, value);
            }
        }
    }

    static int padded(GlmConfig config) {
        return (config.headDim() + 7) / 8 * 8;
    }

    /// Tokens that fit besides the prefix.
    int capacity() {
        return capacity;
    }

    /// Cells of one head, those of the prefix included.
    int cells() {
        return cells;
    }

    /// Cells that the prefix takes.
    int prefix() {
        return prefix;
    }

    /// Takes over the first `tokens` tokens behind the prefix of another cache of the same network.
    void copy(CacheMemory from, int tokens) {
        for (int i = 0; i < contents.length; i++) {
            for (long head = 0; head < heads; head++) {
                MemorySegment.copy(from.contents[i], head * from.cells * cell, contents[i], head * cells * cell, (long) (prefix + tokens) * cell);
            }
        }
    }

    MemorySegment layer(int index) {
        return layers[index];
    }

    @Override
    public void close() {
        arena.close();
    }
}
