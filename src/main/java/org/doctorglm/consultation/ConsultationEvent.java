package org.doctorglm.consultation;

import java.util.List;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.Question;

/// What happens while an answer is made, in this order: [Asked], [Designed], [Begun], then [Reading] and [Text] any number of times.
/// The end of the call is the end of the answer.
public sealed interface ConsultationEvent {
    /// The question is stored.
    record Asked(Question question) implements ConsultationEvent { }

    /// The evidence is there and the prompt is written.
    ///
    /// @param milliseconds time that the search took
    record Designed(DesignerState state, List<String> keywords, List<CitedEvidence> evidence, String prompt, double milliseconds)
            implements ConsultationEvent { }

    /// The answer has its place in the database.
    ///
    /// @param promptTokens tokens the model has to read
    /// @param budget most tokens that prompt and answer may have together
    /// @param expectedMs time until the prompt is read, 0 when nothing was measured yet or the prompt is still in memory
    record Begun(Answer answer, int promptTokens, int budget, double expectedMs) implements ConsultationEvent { }

    /// The model has read this many of the prompt's tokens.
    record Reading(int done, int total) implements ConsultationEvent { }

    /// More text; `delta` is never a torn character.
    record Text(String answerId, String delta, int tokens) implements ConsultationEvent { }
}
