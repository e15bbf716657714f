package org.doctorglm.training.djl;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Where the C library (glibc; elsewhere nothing is done) puts the arrays of a step, which are made and freed by the hundred, megabytes each.
///
/// Mapped, each comes from the system page by page and goes back to it: a step then takes a fifth longer. Kept, the next are written over them, but holes stay
/// between what lives long and what does not: about a third more memory. All arrays of a step are free when it ends, so holes do not grow from step to step.
final class Heap {
    /// `M_TRIM_THRESHOLD` and `M_MMAP_THRESHOLD` of malloc.h.
    private static final int TRIM_THRESHOLD = -1;
    private static final int MMAP_THRESHOLD = -3;
    private static final int MEGABYTE = 1 << 20;

    private Heap() {
    }

    /// For what stays, and where memory is dearer than time.
    static void mapped() {
        call("mallopt", MMAP_THRESHOLD, MEGABYTE);
    }

    static void kept() {
        call("mallopt", MMAP_THRESHOLD, 32 * MEGABYTE);
        call("mallopt", TRIM_THRESHOLD, 1024 * MEGABYTE);
    }

    /// Gives back what is free.
    static void giveBack() {
        call("malloc_trim", 0);
    }

    private static void call(String name, int... arguments) {
        Linker linker = Linker.nativeLinker();
        boolean trims = arguments.length == 1;
        MemoryLayout[] layouts = trims ? new MemoryLayout[] {ValueLayout.JAVA_LONG} : new MemoryLayout[] {ValueLayout.JAVA_INT, ValueLayout.JAVA_INT};
        linker.defaultLookup().find(name).ifPresent(address -> {
            try {
                Object[] all = trims ? new Object[] {(long) arguments[0]} : Arrays.stream(arguments).boxed().toArray();
                linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts)).invokeWithArguments(all);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
