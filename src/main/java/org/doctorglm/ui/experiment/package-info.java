/// Experiments as a place of the window: stored ones, new ones, their figures and answers. Entry classes:
/// [org.doctorglm.ui.experiment.ExperimentView] and [org.doctorglm.ui.experiment.ExperimentViewModel].
@NullMarked
package org.doctorglm.ui.experiment;

import org.jspecify.annotations.NullMarked;
