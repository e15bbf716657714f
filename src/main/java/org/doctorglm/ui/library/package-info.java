/// The disease library as a place of the window: looking up, comparing, editing with history, reviewing, notes, and how far it reaches.
/// Entry classes: [org.doctorglm.ui.library.LibraryView] and [org.doctorglm.ui.library.LibraryViewModel].
@NullMarked
package org.doctorglm.ui.library;

import org.jspecify.annotations.NullMarked;
