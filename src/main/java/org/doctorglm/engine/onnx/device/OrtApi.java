package org.doctorglm.engine.onnx.device;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.EngineException.Reason;
import org.doctorglm.platform.Environment;

/// ONNX Runtime's C interface, as one library offers it. Any thread.
final class OrtApi {
    /// The version of the table that is asked for; later libraries answer to it as well.
    private static final int TABLE = 20;

    private final String version;
    private final MethodHandle errorMessage;
    private final Map<OrtFunction, MethodHandle> functions = new EnumMap<>(OrtFunction.class);

    private OrtApi(SymbolLookup library) {
        MemorySegment base = ((MemorySegment) NativeCalls.call(
                NativeCalls.function(library, "OrtGetApiBase", FunctionDescriptor.of(ADDRESS)))).reinterpret(2 * ADDRESS.byteSize());
        MemorySegment text = (MemorySegment) NativeCalls.call(NativeCalls.at(base.getAtIndex(ADDRESS, 1), FunctionDescriptor.of(ADDRESS)));
        this.version = text.reinterpret(64).getString(0);
        MemorySegment table = (MemorySegment) NativeCalls.call(
                NativeCalls.at(base.getAtIndex(ADDRESS, 0), FunctionDescriptor.of(ADDRESS, JAVA_INT)), TABLE);
        if (table.equals(MemorySegment.NULL)) {
            throw new IllegalArgumentException(version);
        }
        MemorySegment known = table.reinterpret(OrtFunction.APPEND_CUDA.offset() + 16 * ADDRESS.byteSize());
        this.errorMessage = NativeCalls.at(known.getAtIndex(ADDRESS, 2), FunctionDescriptor.of(ADDRESS, ADDRESS));
        for (OrtFunction function : OrtFunction.values()) {
            functions.put(function, NativeCalls.at(known.get(ADDRESS, function.offset()), function.shape()));
        }
    }

    /// Loads a library for the life of the process, with its telemetry forbidden before its first instruction.
    ///
    /// @throws EngineException LOAD when the file is no such library
    static OrtApi open(Path library) throws EngineException {
        Environment.forbidTelemetry();
        try {
            return new OrtApi(SymbolLookup.libraryLookup(library, Arena.global()));
        } catch (IllegalArgumentException e) {
            throw new EngineException(Reason.LOAD, String.valueOf(e.getMessage()), e);
        }
    }

    /// For example `1.29.0`.
    String version() {
        return version;
    }

    /// @throws EngineException RUN with the library's own words
    void call(OrtFunction function, Object... arguments) throws EngineException {
        Object answer = NativeCalls.call(handle(function), arguments);
        if (answer instanceof MemorySegment status && !status.equals(MemorySegment.NULL)) {
            MemorySegment words = (MemorySegment) NativeCalls.call(errorMessage, status);
            String message = words.reinterpret(4096).getString(0);
            release(OrtFunction.RELEASE_STATUS, status);
            throw new EngineException(Reason.RUN, message.lines().findFirst().orElse(""));
        }
    }

    /// Calls a function whose last argument takes what it made.
    MemorySegment make(OrtFunction function, Object... arguments) throws EngineException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment made = arena.allocate(ADDRESS);
            Object[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
            all[arguments.length] = made;
            call(function, all);
            return made.get(ADDRESS, 0);
        }
    }

    void release(OrtFunction function, MemorySegment what) {
        NativeCalls.call(handle(function), what);
    }

    private MethodHandle handle(OrtFunction function) {
        return java.util.Objects.requireNonNull(functions.get(function));
    }
}
