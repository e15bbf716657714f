/// Dialogues to learn from: what they are, where they come from, what is wrong with them.
@NullMarked
package org.doctorglm.dataset;

import org.jspecify.annotations.NullMarked;
