package org.doctorglm.engine.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Where a product goes: `struct output` of `kernels.h`.
///
/// @param y [rows, stride]
record Product(MemorySegment y, MemorySegment struct) {
    static Product of(Arena arena, int rows, int stride, boolean gelu) {
        MemorySegment y = arena.allocate((long) rows * stride * Float.BYTES, 64);
        MemorySegment struct = arena.allocate(3 * Long.BYTES, Long.BYTES);
        struct.set(ValueLayout.ADDRESS, 0, y);
        struct.setAtIndex(ValueLayout.JAVA_LONG, 1, stride);
        struct.setAtIndex(ValueLayout.JAVA_LONG, 2, gelu ? 1 : 0);
        return new Product(y, struct);
    }
}
