/// The models page and what it needs from the core.
@NullMarked
package org.doctorglm.ui.models;

import org.jspecify.annotations.NullMarked;
