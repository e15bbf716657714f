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
        NO_DEVICE,
        /// The libraries for graphics cards are not installed; detail is the device that was asked for.
        NO_GRAPHICS_PACK,
        /// They are of another version, for another system, or damaged; detail says which.
        OTHER_GRAPHICS_PACK,
        /// The network does not fit the card's memory; detail is what is lacking, for example `1.4 GB`.
        GRAPHICS_MEMORY,
        /// The card or its driver refused; detail are the runtime's words.
        GRAPHICS_FAILED
    }
}
