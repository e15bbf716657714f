/// The only place of the window that makes threads and hands work back to the JavaFX thread.
@NullMarked
package org.doctorglm.ui.task;

import org.jspecify.annotations.NullMarked;
