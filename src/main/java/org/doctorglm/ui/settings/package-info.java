/// The settings page and what it needs from the core.
@NullMarked
package org.doctorglm.ui.settings;

import org.jspecify.annotations.NullMarked;
