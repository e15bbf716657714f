package org.doctorglm.engine.onnx;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Locale;

/// Keeps ONNX Runtime silent. From 1.29 on its published builds for Linux and macOS start an uploader, write a device id and read the
/// machine's id and the command line as soon as an environment is made, before any call of its API could forbid it. Only the environment
/// variable `ORT_DISABLE_TELEMETRY`, set before that moment, is a full opt-out (microsoft/onnxruntime pull 27379).
final class Telemetry {
    private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private Telemetry() {
    }

    /// Sets the variable in this process. Must run before the first use of ONNX Runtime.
    ///
    /// @throws IllegalStateException when it cannot be set; the engine must not be loaded then
    static void forbid() {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win")) {
            // Windows builds only hand events to the system's tracing, which setTelemetry(false) switches off.
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            SymbolLookup libc = linker.defaultLookup();
            int result = (int) linker.downcallHandle(libc.findOrThrow("setenv"), FunctionDescriptor.of(ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
                    .invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom("1"), 1);
            if (result != 0 || !enabled(linker, libc, arena)) {
                throw new IllegalStateException(VARIABLE);
            }
        } catch (Throwable e) {
            throw new IllegalStateException(VARIABLE, e);
        }
    }

    private static boolean enabled(Linker linker, SymbolLookup libc, Arena arena) throws Throwable {
        MemorySegment value = (MemorySegment) linker.downcallHandle(libc.findOrThrow("getenv"),
                        FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS)).invokeExact(arena.allocateFrom(VARIABLE));
        return !value.equals(MemorySegment.NULL) && value.reinterpret(2).getString(0).equals("1");
    }
}
