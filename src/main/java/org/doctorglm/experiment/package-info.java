/// Experiments whose figures the paper leaves out, made from stored or repeatable runs.
@NullMarked
package org.doctorglm.experiment;

import org.jspecify.annotations.NullMarked;
