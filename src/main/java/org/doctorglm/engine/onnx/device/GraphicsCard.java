package org.doctorglm.engine.onnx.device;

import org.doctorglm.engine.DeviceMemory;

/// A graphics card of this computer.
///
/// @param index its number in the order of the bus
/// @param memory its name and memory, now
public record GraphicsCard(int index, DeviceMemory memory) {
    /// As it stands in the settings and on the command line, for example `cuda:0`.
    public String key() {
        return "cuda:" + index;
    }
}
