/// Dialogues of others: which layout a file has, and one conversation after the other out of it.
@NullMarked
package org.doctorglm.dataset.importing;

import org.jspecify.annotations.NullMarked;
