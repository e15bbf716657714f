package org.doctorglm.ui.consult;

import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.Question;

/// Where answers go that a doctor wants to be marked.
@FunctionalInterface
public interface ReviewDoor {
    /// @param answer a finished one
    void send(Question question, Answer answer);
}
