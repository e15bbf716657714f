package org.doctorglm.consultation;

import java.util.function.Consumer;
import org.doctorglm.consultation.ConsultationException.Reason;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.DialogueRepository;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.dialogue.Timings;
import org.doctorglm.engine.EngineException;
import org.doctorglm.generation.Generation;
import org.doctorglm.generation.GenerationEvent;
import org.doctorglm.generation.Generator;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Sha256;

/// Lets the model write one answer and keeps the database in step, so that a crash loses a second of text at most.
final class AnswerWriter {
    private static final long STORE_EVERY_NANOS = 1_000_000_000L;

    private final DialogueRepository repository;
    private final Generator generator;
    private final ReadingSpeed speed;

    AnswerWriter(DialogueRepository repository, Generator generator, ReadingSpeed speed) {
        this.repository = repository;
        this.generator = generator;
        this.speed = speed;
    }

    /// @param begun stored already, finish reason null; text that it has (of the answer it continues) is not given out again
    Answer write(Answer begun, ModelPack pack, Consumer<ConsultationEvent> events, Cancellation cancellation) throws ConsultationException {
        StringBuilder text = new StringBuilder();
        int known = begun.text().length();
        long[] stored = {System.nanoTime()};
        Consumer<GenerationEvent> onEvent = event -> {
            switch (event) {
                case GenerationEvent.Reading(int done, int total) -> events.accept(new ConsultationEvent.Reading(done, total));
                case GenerationEvent.Text(String delta, int tokens) -> {
                    int before = Math.max(known, text.length());
                    text.append(delta);
                    if (text.length() < known) {
                        return;
                    }
                    events.accept(new ConsultationEvent.Text(begun.id(), text.substring(before), tokens));
                    if (System.nanoTime() - stored[0] > STORE_EVERY_NANOS) {
                        repository.progress(begun.id(), text.toString());
                        stored[0] = System.nanoTime();
                    }
                }
            }
        };
        try {
            Generation generation = generator.generate(pack, begun.provenance().prompt(), begun.provenance().settings(), onEvent, cancellation);
            speed.measured(pack.sha256(), begun.provenance().device(), generation.promptTokens(), generation.timings().prefillTokensPerSecond());
            return finish(begun, generation.text(), generation.reason(), generation.timings());
        } catch (EngineException e) {
            if (e.getCause() instanceof StorageException storage) {
                throw new ConsultationException(Reason.STORAGE, storage.reason().name(), e);
            }
            finish(begun, text.toString(), FinishReason.FAILED, Timings.NONE);
            throw translated(e);
        }
    }

    /// Stores the end of an answer.
    Answer finish(Answer begun, String text, FinishReason reason, Timings timings) throws ConsultationException {
        Answer finished = new Answer(begun.id(), begun.questionId(), begun.version(), text, reason, begun.provenance(), timings,
                begun.createdAt(), Sha256.of(text));
        try {
            repository.finish(finished);
        } catch (StorageException e) {
            throw new ConsultationException(Reason.STORAGE, e.reason().name(), e);
        }
        return finished;
    }

    static ConsultationException translated(EngineException e) {
        return switch (e.reason()) {
            case CONTEXT -> new ConsultationException(Reason.QUESTION_TOO_LONG, String.valueOf(e.getMessage()), e);
            case LOAD -> new ConsultationException(Reason.MODEL_DAMAGED, String.valueOf(e.getMessage()), e);
            case PROMPT, BAD_ID, ADAPTER, DEVICE, MEMORY, RUN -> new ConsultationException(Reason.ENGINE, String.valueOf(e.getMessage()), e);
        };
    }
}
