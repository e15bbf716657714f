/// All words on screen, in Chinese and English, and how numbers, sizes and times are written.
@NullMarked
package org.doctorglm.ui.text;

import org.jspecify.annotations.NullMarked;
