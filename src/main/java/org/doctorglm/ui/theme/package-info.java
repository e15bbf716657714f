/// Colours, type and text size: one base sheet, one sheet of colours a theme, one bundled font.
@NullMarked
package org.doctorglm.ui.theme;

import org.jspecify.annotations.NullMarked;
