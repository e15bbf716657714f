/// From weights to a pack that may answer: measuring what rounding costs, choosing what is rounded how, and comparing.
@NullMarked
package org.doctorglm.release;

import org.jspecify.annotations.NullMarked;
