package org.doctorglm.platform;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Locale;

/// Variables of this process that its native libraries read. First of all they keep ONNX Runtime silent. From 1.29 on its published builds for Linux and macOS start an uploader, write a device id and read the
/// machine's id and the command line as soon as an environment is made, before any call of its API could forbid it. Only the environment
/// variable `ORT_DISABLE_TELEMETRY`, set before that moment, is a full opt-out (microsoft/onnxruntime pull 27379).
public final class Environment {
    private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private Environment() {
    }

    /// Sets the variable in this process. Must run before the first use of ONNX Runtime.
    ///
    /// @throws IllegalStateException when it cannot be set; the engine must not be loaded then
    public static void forbidTelemetry() {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win")) {
            // Windows builds only hand events to the system's tracing, which setTelemetry(false) switches off.
            return;
        }
        set(VARIABLE, "1");
    }

    /// Sets an environment variable of this process, for the libraries in it.
    ///
    /// @throws IllegalStateException when it cannot be set
    public static void set(String variable, String value) {
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
            SymbolLookup library = windows ? SymbolLookup.libraryLookup("ucrtbase", arena) : linker.defaultLookup();
            if (windows) {
                int result = (int) linker.downcallHandle(library.findOrThrow("_putenv_s"),
                                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                        .invokeExact(arena.allocateFrom(variable), arena.allocateFrom(value));
                require(result == 0, variable);
                return;
            }
            int result = (int) linker.downcallHandle(library.findOrThrow("setenv"), FunctionDescriptor.of(ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
                    .invokeExact(arena.allocateFrom(variable), arena.allocateFrom(value), 1);
            require(result == 0 && is(linker, library, arena, variable, value), variable);
        } catch (IllegalStateException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(variable, e);
        }
    }

    private static void require(boolean done, String variable) {
        if (!done) {
            throw new IllegalStateException(variable);
        }
    }

    private static boolean is(Linker linker, SymbolLookup libc, Arena arena, String variable, String expected) throws Throwable {
        MemorySegment value = (MemorySegment) linker.downcallHandle(libc.findOrThrow("getenv"),
                        FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS)).invokeExact(arena.allocateFrom(variable));
        return !value.equals(MemorySegment.NULL) && value.reinterpret(expected.length() + 1L).getString(0).equals(expected);
    }
}
