package org.doctorglm.engine;

import org.doctorglm.platform.Machine;

/// Where a network could run, and the memory there.
///
/// @param name as the system gives it
/// @param total bytes
/// @param free bytes that can still be had
public record DeviceMemory(Kind kind, String name, long total, long free) {
    /// What computes.
    public enum Kind {
        /// Main memory: weights are mapped, so other windows of the same pack share them.
        PROCESSOR(256L << 20),
        /// Memory of its own; the driver keeps a part for itself.
        GRAPHICS(768L << 20);

        private final long working;

        Kind(long working) {
            this.working = working;
        }

        /// Bytes for activations, the program and the driver, besides weights and cache.
        public long working() {
            return working;
        }
    }

    /// The processor of this computer, now.
    public static DeviceMemory ofThisMachine() {
        return new DeviceMemory(Kind.PROCESSOR, Machine.processor(), Machine.memoryBytes(), Machine.freeMemoryBytes());
    }
}
