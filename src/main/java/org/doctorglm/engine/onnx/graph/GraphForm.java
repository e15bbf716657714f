package org.doctorglm.engine.onnx.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/// Where a graph's weights come from and how it computes.
///
/// @param type of numbers between the operators, an ONNX data type: FLOAT or FLOAT16
/// @param handedOver whether every tensor is handed over in memory of the device, the cache with its whole capacity among them; else
///        tensors are read from the pack's file where they lie as the operators want them
public record GraphForm(int type, boolean handedOver) {
    /// On the processor: FP32, weights from the file.
    public static final GraphForm FILE = new GraphForm(DataType.FLOAT_VALUE, false);
    /// On a graphics card: FP16, everything in its memory.
    public static final GraphForm GRAPHICS = new GraphForm(DataType.FLOAT16_VALUE, true);
    /// As on a graphics card, in FP32: what the goldens are compared with.
    public static final GraphForm EXACT = new GraphForm(DataType.FLOAT_VALUE, true);

    /// Whether numbers between the operators have 16 bits.
    public boolean half() {
        return type == DataType.FLOAT16_VALUE;
    }

    /// Bytes of one number.
    public int bytes() {
        return half() ? Short.BYTES : Float.BYTES;
    }
}
