/// DoctorGLM desktop: an offline assistant for physicians.
@NullMarked
package org.doctorglm;

import org.jspecify.annotations.NullMarked;
