/// A hospital's own sentence model on ONNX Runtime.
@NullMarked
package org.doctorglm.embedding.onnx;

import org.jspecify.annotations.NullMarked;
