package org.doctorglm.engine.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.doctorglm.model.GlmConfig;

/// Keys and values of all layers, each [heads, capacity, headDim padded to 8], in 16 or 32 bits. `struct cache` of `kernels.h`, one a layer.
final class CacheMemory implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final int capacity;
    private final int heads;
    /// Bytes of one position of one head.
    private final int cell;
    private final MemorySegment[] layers;
    /// For each layer the keys, then the values.
    private final MemorySegment[] contents;

    /// @param half 16 bits a number, which halves memory and costs nothing that 8-bit activations had not lost before
    CacheMemory(GlmConfig config, int capacity, boolean half) {
        this.capacity = capacity;
        int pad = padded(config);
        this.heads = config.heads();
        this.cell = pad * (half ? 2 : 4);
        long bytes = (long) heads * capacity * cell;
        this.layers = new MemorySegment[config.layers()];
        this.contents = new MemorySegment[2 * config.layers()];
        for (int i = 0; i < layers.length; i++) {
            MemorySegment struct = arena.allocate(7 * Long.BYTES, Long.BYTES);
            contents[2 * i] = arena.allocate(bytes, 64);
            contents[2 * i + 1] = arena.allocate(bytes, 64);
            struct.set(ValueLayout.ADDRESS, 0, contents[2 * i]);
            struct.set(ValueLayout.ADDRESS, 8, contents[2 * i + 1]);
            struct.setAtIndex(ValueLayout.JAVA_LONG, 2, half ? 1 : 0);
            struct.setAtIndex(ValueLayout.JAVA_LONG, 3, capacity);
            struct.setAtIndex(ValueLayout.JAVA_LONG, 4, config.heads());
            struct.setAtIndex(ValueLayout.JAVA_LONG, 5, config.headDim());
            struct.setAtIndex(ValueLayout.JAVA_LONG, 6, pad);
            layers[i] = struct;
        }
    }

    static int padded(GlmConfig config) {
        return (config.headDim() + 7) / 8 * 8;
    }

    int capacity() {
        return capacity;
    }

    /// Takes over the first `tokens` positions of another cache of the same network and precision.
    void copy(CacheMemory from, int tokens) {
        for (int i = 0; i < contents.length; i++) {
            for (long head = 0; head < heads; head++) {
                MemorySegment.copy(from.contents[i], head * from.capacity * cell, contents[i], head * capacity * cell, (long) tokens * cell);
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
