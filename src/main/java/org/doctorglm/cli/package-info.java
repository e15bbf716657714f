/// The command line: one class a verb, the same core as the window. Results go to standard output, everything else to standard error.
@NullMarked
package org.doctorglm.cli;

import org.jspecify.annotations.NullMarked;
