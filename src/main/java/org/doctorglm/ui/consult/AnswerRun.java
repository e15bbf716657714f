package org.doctorglm.ui.consult;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.doctorglm.consultation.ConsultationEvent;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.ui.task.Coalescer;
import org.doctorglm.ui.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// The one answer that is being written: its phase, its text so far, and how to stop it.
///
/// Text arrives token by token on the generation thread and reaches [#text()] once a frame.
public final class AnswerRun {
    /// Where the answer is.
    public enum Phase {
        IDLE, SEARCHING, READING, WRITING, STOPPING;

        public boolean busy() {
            return this != IDLE;
        }
    }

    /// A call of the consultation that makes an answer.
    @FunctionalInterface
    interface Call {
        Answer make(Consumer<ConsultationEvent> events, Cancellation cancellation) throws ConsultationException;
    }

    private record Piece(Cancellation run, String text) {
    }

    private final TaskRunner runner;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.IDLE);
    private final ReadOnlyStringWrapper answerId = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper readShare = new ReadOnlyDoubleWrapper();
    private final Coalescer<Piece> pieces;
    private final Coalescer<ConsultationEvent.Reading> readings;
    private @Nullable Cancellation current;

    AnswerRun(TaskRunner runner) {
        this.runner = runner;
        pieces = new Coalescer<>(runner, (older, newer) -> new Piece(newer.run(), older.text() + newer.text()), this::append);
        readings = new Coalescer<>(runner, (older, newer) -> newer, this::read);
    }

    public ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /// Id of the answer being written, empty when there is none.
    public ReadOnlyStringProperty answerId() {
        return answerId.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty text() {
        return text.getReadOnlyProperty();
    }

    /// Share of the prompt that the model has read, 0 to 1.
    public ReadOnlyDoubleProperty readShare() {
        return readShare.getReadOnlyProperty();
    }

    public boolean busy() {
        return phase.get().busy();
    }

    /// Asks the core to stop; the text so far is kept.
    public void stop() {
        if (busy() && current != null) {
            phase.set(Phase.STOPPING);
            current.request();
        }
    }

    /// Starts a call unless one is going on.
    ///
    /// @param events receives on the calling (background) thread what is not text
    /// @param done on the JavaFX thread, with the finished answer
    /// @param failed on the JavaFX thread
    void start(Call call, Consumer<ConsultationEvent> events, Consumer<Answer> done, Consumer<Throwable> failed) {
        if (busy()) {
            return;
        }
        Cancellation cancellation = new Cancellation();
        current = cancellation;
        answerId.set("");
        text.set("");
        readShare.set(0);
        phase.set(Phase.SEARCHING);
        runner.run(() -> call.make(event -> receive(event, cancellation, events), cancellation),
                answer -> {
                    end();
                    done.accept(answer);
                },
                thrown -> {
                    end();
                    failed.accept(thrown);
                });
    }

    private void receive(ConsultationEvent event, Cancellation run, Consumer<ConsultationEvent> events) {
        switch (event) {
            case ConsultationEvent.Text piece -> pieces.offer(new Piece(run, piece.delta()));
            case ConsultationEvent.Reading reading -> readings.offer(reading);
            case ConsultationEvent.Begun begun -> {
                runner.onUi(() -> begin(begun));
                events.accept(event);
            }
            case ConsultationEvent.Asked asked -> events.accept(event);
            case ConsultationEvent.Designed designed -> events.accept(event);
        }
    }

    private void begin(ConsultationEvent.Begun begun) {
        answerId.set(begun.answer().id());
        text.set(begun.answer().text());
        advance(Phase.READING);
    }

    private void read(ConsultationEvent.Reading reading) {
        readShare.set(reading.total() > 0 ? (double) reading.done() / reading.total() : 0);
    }

    private void append(Piece piece) {
        // A frame may come after the end of its run: the finished answer already holds that text.
        if (busy() && piece.run() == current) {
            advance(Phase.WRITING);
            text.set(text.get() + piece.text());
        }
    }

    private void advance(Phase next) {
        if (phase.get() != Phase.STOPPING && busy()) {
            phase.set(next);
        }
    }

    private void end() {
        phase.set(Phase.IDLE);
        answerId.set("");
    }
}
