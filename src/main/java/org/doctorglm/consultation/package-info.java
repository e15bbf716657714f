/// The one use case: a doctor asks, the designer looks for evidence, the model answers, everything is stored.
@NullMarked
package org.doctorglm.consultation;

import org.jspecify.annotations.NullMarked;
