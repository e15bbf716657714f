package org.doctorglm.engine;

/// What runs a network.
public enum EngineKind {
    /// The device that the user chose, where it can be used; else our own kernels on the processor where it has what they need, else ONNX
    /// Runtime.
    BEST,
    /// Our own kernels.
    KERNELS,
    /// ONNX Runtime: for computers without AVX2, and to compare with.
    ONNX,
    /// The graphics card, and nothing else when it cannot be used.
    GRAPHICS
}
