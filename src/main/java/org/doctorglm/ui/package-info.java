/// The window: frame, rail, status bar and the pages in it. Everything here runs on the JavaFX thread unless it says otherwise.
@NullMarked
package org.doctorglm.ui;

import org.jspecify.annotations.NullMarked;
