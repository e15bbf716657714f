package org.doctorglm.engine.cpu;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.doctorglm.engine.Fallback;

/// The functions of `src/main/c/kernels.h`, where their shapes are described. Stateless; any thread may call them on memory of its own.
final class Kernels {
    private final int level;
    private final MethodHandle quantize;
    private final MethodHandle multiply;
    private final MethodHandle normalize;
    private final MethodHandle rotate;
    private final MethodHandle attend;
    private final MethodHandle row;
    private final MethodHandle read;

    Kernels(SymbolLookup library, int level) {
        this.level = level;
        this.quantize = handle(library, "quantize", ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS);
        this.multiply = handle(library, "multiply", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG);
        this.normalize = handle(library, "normalize", ADDRESS, ADDRESS, JAVA_FLOAT, ADDRESS, ADDRESS, JAVA_FLOAT, JAVA_LONG, JAVA_LONG);
        this.rotate = handle(library, "rotate", ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS);
        this.attend = handle(library, "attend", ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS);
        this.row = handle(library, "row", ADDRESS, JAVA_LONG, ADDRESS);
        this.read = Linker.nativeLinker().downcallHandle(library.find("dglm_read").orElseThrow(IllegalArgumentException::new),
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    }

    private static final class Found {
        static final KernelLibrary.Opened KERNELS = KernelLibrary.open();
    }

    /// Those of this machine, empty where there are none: then ONNX Runtime does the work.
    static Optional<Kernels> ofThisMachine() {
        return Optional.ofNullable(Found.KERNELS.kernels());
    }

    /// Why there are none, empty where there are.
    static Optional<Fallback> missing() {
        return Optional.ofNullable(Found.KERNELS.missing());
    }

    /// Instruction set in use, for the provenance of answers.
    String instructions() {
        return level >= 2 ? "AVX-512 VNNI" : "AVX2";
    }

    private static MethodHandle handle(SymbolLookup library, String name, MemoryLayout... parameters) {
        MemoryLayout[] all = new MemoryLayout[parameters.length + 1];
        all[0] = JAVA_INT;
        System.arraycopy(parameters, 0, all, 1, parameters.length);
        return Linker.nativeLinker().downcallHandle(library.find("dglm_" + name).orElseThrow(IllegalArgumentException::new),
                FunctionDescriptor.ofVoid(all));
    }

    void quantize(MemorySegment x, long rows, long columns, MemorySegment q, MemorySegment scale, MemorySegment sum) {
        try {
            quantize.invokeExact(level, x, rows, columns, q, scale, sum);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void multiply(MemorySegment matrix, MemorySegment input, MemorySegment output, long firstTile, long tiles) {
        try {
            multiply.invokeExact(level, matrix, input, output, firstTile, tiles);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /// @param add [MemorySegment#NULL] for a plain norm
    void normalize(MemorySegment x, MemorySegment add, float alpha, MemorySegment weight, MemorySegment bias, float epsilon, long rows,
                   long columns) {
        try {
            normalize.invokeExact(level, x, add, alpha, weight, bias, epsilon, rows, columns);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void rotate(MemorySegment qkv, long rows, MemorySegment cos, MemorySegment sin, MemorySegment cache, long at, long head,
                MemorySegment queries) {
        try {
            rotate.invokeExact(level, qkv, rows, cos, sin, cache, at, head, queries);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void attend(MemorySegment queries, long rows, MemorySegment cache, long head, long visible, boolean causal, MemorySegment scores,
                MemorySegment out) {
        try {
            attend.invokeExact(level, queries, rows, cache, head, visible, causal ? 1L : 0L, scores, out);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void row(MemorySegment matrix, long index, MemorySegment out) {
        try {
            row.invokeExact(level, matrix, index, out);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /// @param words a multiple of 16
    long read(MemorySegment from, long words) {
        try {
            return (long) read.invokeExact(level, from, words);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static RuntimeException failed(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
}
