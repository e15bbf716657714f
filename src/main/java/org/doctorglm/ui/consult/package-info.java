/// The consultation page: list, conversation, composer, evidence and sampling.
@NullMarked
package org.doctorglm.ui.consult;

import org.jspecify.annotations.NullMarked;
