package org.doctorglm.engine.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Input rows of a product: in FP32, and rounded to 8 bits in blocks of 32 for quantised matrices. `struct input` of `kernels.h`.
final class Activations {
    private static final int BLOCK = 32;

    private final int columns;
    private final int blocks;
    private final MemorySegment x;
    private final MemorySegment q;
    private final MemorySegment scale;
    private final MemorySegment sum;
    private final MemorySegment struct;

    /// @param x [rows, columns]; what it holds is taken when [#quantize] is called
    Activations(Arena arena, MemorySegment x, int rows, int columns) {
        this.columns = columns;
        this.blocks = (columns + BLOCK - 1) / BLOCK;
        this.x = x;
        this.q = arena.allocate((long) rows * blocks * BLOCK, 64);
        this.scale = arena.allocate((long) rows * blocks * Float.BYTES, 64);
        this.sum = arena.allocate((long) rows * blocks * Float.BYTES, 64);
        this.struct = arena.allocate(7 * Long.BYTES, Long.BYTES);
        struct.set(ValueLayout.ADDRESS, 8, q);
        struct.set(ValueLayout.ADDRESS, 16, scale);
        struct.set(ValueLayout.ADDRESS, 24, sum);
        struct.setAtIndex(ValueLayout.JAVA_LONG, 4, columns);
        struct.setAtIndex(ValueLayout.JAVA_LONG, 5, (long) blocks * BLOCK);
    }

    /// Chooses the rows that the next product takes. Members may do it at the same time, with the same rows.
    void rows(int first, int count) {
        struct.set(ValueLayout.ADDRESS, 0, x.asSlice((long) first * columns * Float.BYTES));
        struct.setAtIndex(ValueLayout.JAVA_LONG, 6, count);
    }

    /// Rounds rows `from` to `to` of those chosen, which begin with row `first` of `x`.
    void quantize(Kernels kernels, int first, int from, int to) {
        kernels.quantize(x.asSlice((long) (first + from) * columns * Float.BYTES), to - from, columns,
                q.asSlice((long) from * blocks * BLOCK), scale.asSlice((long) from * blocks * Float.BYTES),
                sum.asSlice((long) from * blocks * Float.BYTES));
    }

    MemorySegment struct() {
        return struct;
    }
}
