/// ChatGLM as an ONNX graph and its weights in the layouts of ONNX Runtime's operators; knows nothing of who runs it.
@NullMarked
package org.doctorglm.engine.onnx.graph;

import org.jspecify.annotations.NullMarked;
