/// The network on a graphics card: weights and cache lie in its memory, ONNX Runtime is reached through its C interface.
///
/// The Java interface of ONNX Runtime knows no memory but the computer's own; with it, keys and values would cross the bus for every token.
@NullMarked
package org.doctorglm.engine.onnx.device;

import org.jspecify.annotations.NullMarked;
