/// Training as a place of the window: seven steps from dialogues to a pack that answers, and the runs of this computer. Entry classes:
/// [org.doctorglm.ui.training.TrainingView] and [org.doctorglm.ui.training.TrainingViewModel].
@NullMarked
package org.doctorglm.ui.training;

import org.jspecify.annotations.NullMarked;
