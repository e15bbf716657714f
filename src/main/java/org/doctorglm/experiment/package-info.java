/// Experiments: questions × networks × settings × designer × seeds as jobs that go on where they ended, and figures of what is stored. The paper's
/// Tables 2 to 7 are layouts of such experiments, see [org.doctorglm.experiment.Layout].
@NullMarked
package org.doctorglm.experiment;

import org.jspecify.annotations.NullMarked;
