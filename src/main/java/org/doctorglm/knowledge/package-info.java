/// The disease library: reads and imports entries, understands a question by dictionary, ranks the entries that fit and
/// knows when none does. The full-text part stands behind [org.doctorglm.knowledge.TextIndex].
@NullMarked
package org.doctorglm.knowledge;

import org.jspecify.annotations.NullMarked;
