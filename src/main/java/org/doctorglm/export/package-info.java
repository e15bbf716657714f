/// Consultations written to files that other people and programs can read.
@NullMarked
package org.doctorglm.export;

import org.jspecify.annotations.NullMarked;
