package org.doctorglm.training.djl;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/// Lets the C library give large blocks back to the system as soon as they are free.
///
/// By itself glibc raises the size from which blocks are mapped one by one up to 32 MB, and keeps what is smaller in heaps full of holes: a training step, which
/// makes and frees arrays of a few megabytes by the hundred, then holds half as much again as it uses. Elsewhere nothing is done.
final class LargeBlocks {
    /// `M_MMAP_THRESHOLD` of malloc.h; setting it ends its growing.
    private static final int MMAP_THRESHOLD = -3;
    private static final int BYTES = 1 << 20;

    private LargeBlocks() {
    }

    static void giveBack() {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("mallopt").ifPresent(address -> {
            try {
                int ignored = (int) linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                        .invokeExact(MMAP_THRESHOLD, BYTES);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
