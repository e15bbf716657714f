package org.doctorglm.training.djl;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/// The heap of the C library, where the arrays of a step lie.
///
/// A step makes and frees arrays of megabytes by the hundred. Kept in the heap, the next ones are written over them; given back one by one, each is taken
/// from the system again page by page, which costs a fifth of a step. All are free when a step ends, so holes do not grow from step to step.
final class Heap {
    private Heap() {
    }

    /// Gives back what is free, when a network has been read or has gone. Nothing where the C library has no such function.
    static void giveBack() {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup().find("malloc_trim").ifPresent(address -> {
            try {
                int ignored = (int) linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)).invokeExact(0L);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
