/// What doctors said about answers, in one file that names nobody, for those who make models; and such a file back in.
@NullMarked
package org.doctorglm.feedback;

import org.jspecify.annotations.NullMarked;
