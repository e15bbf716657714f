package org.doctorglm.engine.onnx.device;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.EngineException.Reason;

/// The computer's own memory: the same graph and the same calls as on a graphics card, where there is none.
final class HostHeap implements DeviceHeap {
    private static final int TRIAL = 64 << 20;

    private final Arena arena = Arena.ofShared();

    @Override
    public String name() {
        return "Cpu";
    }

    @Override
    public int device() {
        return 0;
    }

    @Override
    public MemorySegment allocate(long bytes) throws EngineException {
        try {
            return arena.allocate(bytes, 64);
        } catch (OutOfMemoryError e) {
            throw new EngineException(Reason.MEMORY, Long.toString(bytes), e);
        }
    }

    @Override
    public void fill(MemorySegment target, MemorySegment source) {
        target.copyFrom(source);
    }

    @Override
    public double bandwidth() {
        try (Arena trial = Arena.ofConfined()) {
            MemorySegment from = trial.allocate(TRIAL);
            MemorySegment to = trial.allocate(TRIAL);
            long begin = System.nanoTime();
            to.copyFrom(from);
            return 2.0 * TRIAL / ((System.nanoTime() - begin) / 1e9);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
