package org.doctorglm.engine.onnx.device;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.EngineException.Reason;

/// Memory of a graphics card by NVIDIA, through the CUDA runtime of the graphics pack (`cudaMalloc`, `cudaMemcpy`, `cudaFree`).
final class CudaHeap implements DeviceHeap {
    private static final int OUT_OF_MEMORY = 2;
    private static final int TO_DEVICE = 1;
    private static final int WITHIN_DEVICE = 3;
    private static final long TRIAL = 256L << 20;
    private static final int ROUNDS = 8;

    private final int device;
    private final MethodHandle allocate;
    private final MethodHandle free;
    private final MethodHandle copy;
    private final MethodHandle wait;
    private final List<MemorySegment> allocated = new ArrayList<>();

    /// @throws EngineException LOAD when the driver has no such device or is too old for the runtime; detail is CUDA's number
    CudaHeap(SymbolLookup runtime, int device) throws EngineException {
        this.device = device;
        this.allocate = NativeCalls.function(runtime, "cudaMalloc", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
        this.free = NativeCalls.function(runtime, "cudaFree", FunctionDescriptor.of(JAVA_INT, ADDRESS));
        this.copy = NativeCalls.function(runtime, "cudaMemcpy", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT));
        this.wait = NativeCalls.function(runtime, "cudaDeviceSynchronize", FunctionDescriptor.of(JAVA_INT));
        MethodHandle choose = NativeCalls.function(runtime, "cudaSetDevice", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        int error = (int) NativeCalls.call(choose, device);
        if (error != 0) {
            throw new EngineException(Reason.LOAD, "CUDA " + error);
        }
    }

    @Override
    public String name() {
        return "Cuda";
    }

    @Override
    public int device() {
        return device;
    }

    @Override
    public MemorySegment allocate(long bytes) throws EngineException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(ADDRESS);
            int error = (int) NativeCalls.call(allocate, address, bytes);
            if (error == OUT_OF_MEMORY) {
                throw new EngineException(Reason.MEMORY, Long.toString(bytes));
            }
            check(error);
            MemorySegment memory = address.get(ADDRESS, 0);
            allocated.add(memory);
            return memory;
        }
    }

    @Override
    public void fill(MemorySegment target, MemorySegment source) throws EngineException {
        check((int) NativeCalls.call(copy, target, source, source.byteSize(), TO_DEVICE));
    }

    @Override
    public double bandwidth() throws EngineException {
        MemorySegment from = allocate(TRIAL);
        MemorySegment to = allocate(TRIAL);
        try {
            double best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                check((int) NativeCalls.call(copy, to, from, TRIAL, WITHIN_DEVICE));
                check((int) NativeCalls.call(wait));
                best = Math.max(best, 2.0 * TRIAL / ((System.nanoTime() - begin) / 1e9));
            }
            return best;
        } finally {
            List.of(from, to).forEach(this::give);
        }
    }

    private void give(MemorySegment memory) {
        NativeCalls.call(free, memory);
        allocated.remove(memory);
    }

    private static void check(int error) throws EngineException {
        if (error != 0) {
            throw new EngineException(Reason.RUN, "CUDA " + error);
        }
    }

    @Override
    public void close() {
        List.copyOf(allocated).forEach(this::give);
    }
}
