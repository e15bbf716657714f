package org.doctorglm.engine.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Where a product goes: `struct output` of `kernels.h`, in the three ways it is written.
///
/// @param y [rows, stride]
/// @param whole the product with its activation
/// @param bare without the activation, when something is still to be added
/// @param added to what is there, then the activation
record Product(MemorySegment y, MemorySegment whole, MemorySegment bare, MemorySegment added) {
    static Product of(Arena arena, int rows, int stride, boolean gelu) {
        MemorySegment y = arena.allocate((long) rows * stride * Float.BYTES, 64);
        return new Product(y, struct(arena, y, stride, gelu, false), struct(arena, y, stride, false, false), struct(arena, y, stride, gelu, true));
    }

    private static MemorySegment struct(Arena arena, MemorySegment y, int stride, boolean gelu, boolean add) {
        MemorySegment struct = arena.allocate(4 * Long.BYTES, Long.BYTES);
        struct.set(ValueLayout.ADDRESS, 0, y);
        struct.setAtIndex(ValueLayout.JAVA_LONG, 1, stride);
        struct.setAtIndex(ValueLayout.JAVA_LONG, 2, gelu ? 1 : 0);
        struct.setAtIndex(ValueLayout.JAVA_LONG, 3, add ? 1 : 0);
        return struct;
    }
}
