/// The engine on ONNX Runtime: the graph is built here from a pack's manifest, its weights are read in place. The only door to ONNX Runtime.
@NullMarked
package org.doctorglm.engine.onnx;

import org.jspecify.annotations.NullMarked;
