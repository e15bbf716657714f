/// Bringing entries of others into the library: which files, which columns, what would become of them, how it ended, and taking it back.
/// Entry classes: [org.doctorglm.ui.library.importing.ImportView] and [org.doctorglm.ui.library.importing.ImportViewModel].
@NullMarked
package org.doctorglm.ui.library.importing;

import org.jspecify.annotations.NullMarked;
