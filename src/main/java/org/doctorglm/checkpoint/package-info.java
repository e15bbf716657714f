/// Tensor files from outside, read tensor by tensor and never trusted.
@NullMarked
package org.doctorglm.checkpoint;

import org.jspecify.annotations.NullMarked;
