package org.doctorglm.engine;

import org.doctorglm.model.PackEstimate;

/// Whether a network fits a device, said before it is loaded. All in bytes.
///
/// @param weights of the pack
/// @param cache keys and values of a full context
public record MemoryPlan(DeviceMemory device, long weights, long cache) {
    /// What comes of it.
    public enum Verdict {
        /// It fits what is free.
        FITS,
        /// It would fit if other programs gave memory back.
        CROWDED,
        /// The device is too small.
        TOO_LARGE
    }

    public static MemoryPlan of(PackEstimate pack, DeviceMemory device) {
        return new MemoryPlan(device, pack.weightBytes(), pack.cacheBytes());
    }

    public long needed() {
        return weights + cache + device.kind().working();
    }

    public Verdict verdict() {
        return needed() <= device.free() ? Verdict.FITS : needed() <= device.total() ? Verdict.CROWDED : Verdict.TOO_LARGE;
    }

    /// What is lacking: of free memory where the device is crowded, of the whole device where it is too small; 0 where it fits.
    public long lacking() {
        return switch (verdict()) {
            case FITS -> 0;
            case CROWDED -> needed() - device.free();
            case TOO_LARGE -> needed() - device.total();
        };
    }

    /// Part of the device that will be taken, at most 1.
    public double share() {
        return device.total() <= 0 ? 1 : Math.min(1, (double) needed() / device.total());
    }
}
