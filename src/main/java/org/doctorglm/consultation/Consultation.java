package org.doctorglm.consultation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.PastRound;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.generation.NextToken;
import org.doctorglm.knowledge.Corrections;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.prompt.PromptTemplate;
import org.doctorglm.safety.AnswerMarks;
import org.doctorglm.safety.RedFlag;
import org.jspecify.annotations.Nullable;

/// Asking, shared by the window and the command line.
///
/// The calls block until the answer is finished, and report on the calling thread or on the generation thread; one answer is written at a time,
/// a second call waits. A cancelled call returns the answer as far as it came, marked as stopped.
///
/// @see ConsultationEvent
public interface Consultation {
    /// Most versions that one call makes.
    int MOST_VERSIONS = 4;

    /// Stores the question and answers it.
    ///
    /// @throws ConsultationException when the question is empty or too long, no model is there, or the engine or the disk fails
    Answer ask(Ask ask, Consumer<ConsultationEvent> events, Cancellation cancellation) throws ConsultationException;

    /// Answers a stored question once more, as a new version.
    Answer regenerate(String questionId, Designer designer, SamplingSettings settings, Consumer<ConsultationEvent> events,
                      Cancellation cancellation) throws ConsultationException;

    /// Answers a stored question several times, as new versions. The prompt is the same, so it is read once. A fixed seed is that of the first
    /// version, the others take the numbers behind it.
    ///
    /// @param count 1 to [#MOST_VERSIONS]
    /// @return the versions in their order; the last one is marked as stopped when the call was cancelled, and none follows it
    default List<Answer> regenerate(int count, String questionId, Designer designer, SamplingSettings settings, Consumer<ConsultationEvent> events,
                                    Cancellation cancellation) throws ConsultationException {
        List<Answer> versions = new ArrayList<>();
        while (versions.size() < count && !cancellation.isRequested()) {
            long seed = settings.seed() == SamplingSettings.RANDOM_SEED ? SamplingSettings.RANDOM_SEED : settings.seed() + versions.size();
            versions.add(regenerate(questionId, designer, settings.withSeed(seed), events, cancellation));
        }
        return versions;
    }

    /// Writes on where an answer was stopped or ran out of tokens, as a new version that begins with the old text.
    Answer continueAnswer(String answerId, Consumer<ConsultationEvent> events, Cancellation cancellation) throws ConsultationException;

    /// Answers again from the stored provenance, without storing anything.
    Replay replay(Answer answer, Consumer<ConsultationEvent> events, Cancellation cancellation) throws ConsultationException;

    /// What the designer would do with a text, for the chips above the composer. Takes milliseconds.
    Preview preview(Place place, String question, Corrections corrections);

    /// Without corrections.
    default Preview preview(Place place, String question) {
        return preview(place, question, Corrections.NONE);
    }

    /// Words of the dictionary that begin with what is typed, to add to what was understood.
    List<String> terms(String beginning, int most);

    /// The evidence of an answer as a prompt for another model.
    ///
    /// @param english with English summaries
    String portable(Answer answer, boolean english) throws ConsultationException;

    /// The template of the reference sheet.
    PromptTemplate template();

    /// Name of the department profile whose template it is; empty where it is this computer's own. What is kept then waits until the profile is left.
    default Optional<String> templateOwner() {
        return Optional.empty();
    }

    /// @throws IllegalArgumentException for one that has a problem
    void keep(PromptTemplate template);

    /// What an answer's prompt would be with another template.
    Templated templated(PromptTemplate template, Answer answer) throws ConsultationException;

    /// @param tokens of the prompt, 0 while no model is loaded
    record Templated(String prompt, int tokens) {
    }

    /// What the rules say of an answer and its question. Takes some milliseconds.
    Judgement judge(Answer answer) throws ConsultationException;

    /// Remembers that somebody has taken note of the danger signs of an answer's question.
    void acknowledge(String answerId) throws ConsultationException;

    /// @param marks of the answer
    /// @param flags danger signs of the question and those before it
    /// @param acknowledged whether somebody has taken note of them
    record Judgement(AnswerMarks marks, List<RedFlag> flags, boolean acknowledged) {
        public Judgement {
            flags = List.copyOf(flags);
        }
    }

    /// What the model would write first in the place of an answer, to try settings on.
    ///
    /// @param read whether the prompt may be read for it (seconds, and the prompt in memory is forgotten); else only what is in memory is looked at
    /// @return empty when it is not in memory and may not be read
    Optional<NextToken> nextToken(Answer answer, boolean read, Cancellation cancellation) throws ConsultationException;

    /// For an opening question.
    default Preview preview(String question) {
        return preview(Place.NEW, question);
    }

    /// Where a question will stand.
    ///
    /// @param dialogueId the consultation to go on with, null for a new one
    /// @param parentAnswerId the answer that the question follows, null for an opening question
    record Place(@Nullable String dialogueId, @Nullable String parentAnswerId) {
        public static final Place NEW = new Place(null, null);
    }

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
        ///
        /// @param corrections of what was understood
        record Automatic(java.util.Set<String> excludedDiseaseIds, Corrections corrections) implements Designer {
            public Automatic() {
                this(java.util.Set.of());
            }

            public Automatic(java.util.Set<String> excludedDiseaseIds) {
                this(excludedDiseaseIds, Corrections.NONE);
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
