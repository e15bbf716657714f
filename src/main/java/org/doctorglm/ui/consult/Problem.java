package org.doctorglm.ui.consult;

import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.consultation.ConsultationException.Reason;

/// What went wrong with the last request, to be said in place.
///
/// @param detail a fact for the sentence, may be empty
public record Problem(Reason reason, String detail) {
    static Problem of(Throwable thrown) {
        if (thrown instanceof ConsultationException known) {
            return new Problem(known.reason(), known.detail());
        }
        // Unchecked failures of the repository reach here; the class name is a fact, the message may hold text of a question.
        return new Problem(Reason.STORAGE, thrown.getClass().getSimpleName());
    }
}
