/// Reusable nodes. Each factory sets the accessible text, so that no control is silent for a screen reader.
@NullMarked
package org.doctorglm.ui.control;

import org.jspecify.annotations.NullMarked;
