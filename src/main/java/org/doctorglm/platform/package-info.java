/// What every other package may stand on: folders, progress, cancellation, facts about this machine.
@NullMarked
package org.doctorglm.platform;

import org.jspecify.annotations.NullMarked;
