/// The prompt designer (paper, section 3.2): evidence for a question, and the one text that the model reads, for asking and for training alike.
@NullMarked
package org.doctorglm.prompt;

import org.jspecify.annotations.NullMarked;
