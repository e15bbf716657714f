package org.doctorglm.engine.onnx.device;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// Calls of functions in other people's libraries. What such a call throws is a mistake of ours, never of the library.
final class NativeCalls {
    private NativeCalls() {
    }

    /// @throws IllegalArgumentException when the library lacks the function
    static MethodHandle function(SymbolLookup library, String name, FunctionDescriptor shape) {
        return at(library.find(name).orElseThrow(() -> new IllegalArgumentException(name)), shape);
    }

    static MethodHandle at(MemorySegment address, FunctionDescriptor shape) {
        return Linker.nativeLinker().downcallHandle(address, shape);
    }

    static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
