/// Rules before and after the model: danger signs in a question, and what in an answer needs a second look. Deterministic, without the network.
@NullMarked
package org.doctorglm.safety;

import org.jspecify.annotations.NullMarked;
