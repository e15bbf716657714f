/// The composition root: every service is made here once, and closed in reverse order.
@NullMarked
package org.doctorglm.app;

import org.jspecify.annotations.NullMarked;
