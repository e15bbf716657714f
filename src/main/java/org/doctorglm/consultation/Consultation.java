package org.doctorglm.consultation;

import java.util.List;
import java.util.function.Consumer;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.PastRound;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.platform.Cancellation;
import org.jspecify.annotations.Nullable;

/// Asking, shared by the window and the command line.
///
/// The calls block until the answer is finished, and report on the calling thread or on the generation thread; one answer is written at a time,
/// a second call waits. A cancelled call returns the answer as far as it came, marked as stopped.
///
/// @see ConsultationEvent
public interface Consultation {
    /// Stores the question and answers it.
    ///
    /// @throws ConsultationException when the question is empty or too long, no model is there, or the engine or the disk fails
    Answer ask(Ask ask, Consumer<ConsultationEvent> events, Cancellation cancellation) throws ConsultationException;

    /// Answers a stored question once more, as a new version.
    Answer regenerate(String questionId, Designer designer, SamplingSettings settings, Consumer<ConsultationEvent> events,
                      Cancellation cancellation) throws ConsultationException;

    /// Writes on where an answer was stopped or ran out of tokens, as a new version that begins with the old text.
    Answer continueAnswer(String answerId, Consumer<ConsultationEvent> events, Cancellation cancellation) throws ConsultationException;

    /// Answers again from the stored provenance, without storing anything.
    Replay replay(Answer answer, Consumer<ConsultationEvent> events, Cancellation cancellation) throws ConsultationException;

    /// What the designer would do with a text, for the chips above the composer. Takes milliseconds.
    Preview preview(String question);

    /// @param dialogueId the consultation to go on with, null for a new one
    /// @param parentAnswerId the answer that the question follows, null for an opening question (or a branch of it)
    /// @param earlier rounds from elsewhere that the question follows, only for a new consultation; they are read by the model and not stored
    record Ask(@Nullable String dialogueId, @Nullable String parentAnswerId, String question, Designer designer, SamplingSettings settings,
               List<PastRound> earlier) {
        public Ask {
            earlier = List.copyOf(earlier);
        }

        public Ask(@Nullable String dialogueId, @Nullable String parentAnswerId, String question, Designer designer, SamplingSettings settings) {
            this(dialogueId, parentAnswerId, question, designer, settings, List.of());
        }
    }

    /// How the reference is chosen.
    sealed interface Designer {
        /// The library's best match.
        record Automatic(java.util.Set<String> excludedDiseaseIds) implements Designer {
            public Automatic() {
                this(java.util.Set.of());
            }
        }

        /// The disease that the doctor chose, by id, name or alias.
        record Pinned(String disease) implements Designer { }

        /// No reference at all; also the way to ask a model that knows nothing by itself in spite of an abstention.
        record Off() implements Designer { }
    }

    /// @param text what came out this time
    /// @param identical whether it equals the stored text
    record Replay(String text, boolean identical) {
    }
}
