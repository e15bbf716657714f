/// Figures of texts: pure functions, each with its formula and source.
@NullMarked
package org.doctorglm.metrics;

import org.jspecify.annotations.NullMarked;
