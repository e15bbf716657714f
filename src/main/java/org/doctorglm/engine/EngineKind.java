package org.doctorglm.engine;

/// What runs a network on the processor.
public enum EngineKind {
    /// Our own kernels where this computer has what they need, else ONNX Runtime.
    BEST,
    /// Our own kernels.
    KERNELS,
    /// ONNX Runtime: for computers without AVX2, and to compare with.
    ONNX
}
