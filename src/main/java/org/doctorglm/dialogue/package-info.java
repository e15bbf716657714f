/// The words of a consultation and what must be stored with them: questions, versions of answers, their provenance.
@NullMarked
package org.doctorglm.dialogue;

import org.jspecify.annotations.NullMarked;
