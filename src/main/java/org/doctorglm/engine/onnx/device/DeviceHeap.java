package org.doctorglm.engine.onnx.device;

import java.lang.foreign.MemorySegment;
import org.doctorglm.engine.EngineException;

/// Memory where a network computes. Closing frees all of it. One thread at a time.
interface DeviceHeap extends AutoCloseable {
    /// Name of this memory in ONNX Runtime: `Cpu` or `Cuda`.
    String name();

    /// Number of the device.
    int device();

    /// @return the address; its bytes can be read from here only where it is the computer's own memory
    /// @throws EngineException MEMORY when it is full
    MemorySegment allocate(long bytes) throws EngineException;

    /// Fills allocated memory with bytes of this computer's.
    void fill(MemorySegment target, MemorySegment source) throws EngineException;

    /// Bytes a second that the device reads and writes while it copies within its memory; for reports of speed.
    double bandwidth() throws EngineException;

    @Override
    void close();
}
