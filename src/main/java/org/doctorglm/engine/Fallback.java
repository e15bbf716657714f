package org.doctorglm.engine;

/// Why a network runs elsewhere than it should: slower, but it runs.
///
/// @param detail a fact for the sentence, for example the platform
public record Fallback(Reason reason, String detail) {
    /// What is missing.
    public enum Reason {
        /// The kernels do not exist for this platform, or their file is not beside the program; detail is the platform.
        NO_KERNELS,
        /// The kernels' file is of another version or cannot be loaded; detail is the platform.
        OTHER_KERNELS,
        /// The processor lacks AVX2; detail is its name.
        PROCESSOR,
        /// The device that was asked for is not here; detail is its name.
        NO_DEVICE
    }
}
