/// From scores to the next token: pure functions, one class a stage.
@NullMarked
package org.doctorglm.sampling;

import org.jspecify.annotations.NullMarked;
