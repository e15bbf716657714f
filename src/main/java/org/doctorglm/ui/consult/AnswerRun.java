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

    private static final double SETTLED_MS = 1000;
    private static final int TICK_MS = 1000;

    /// A call of the consultation that makes an answer.
    @FunctionalInterface
    interface Call {
        Answer make(Consumer<ConsultationEvent> events, Cancellation cancellation) throws ConsultationException;
    }

    private record Piece(String answerId, Cancellation run, String text) {
        /// Of several versions written in one go the one before is complete by then, and its stored text is shown.
        Piece and(Piece newer) {
            return answerId.equals(newer.answerId) ? new Piece(answerId, newer.run, text + newer.text) : newer;
        }
    }

    private final TaskRunner runner;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.IDLE);
    private final ReadOnlyStringWrapper answerId = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper readShare = new ReadOnlyDoubleWrapper();
    private final ReadOnlyDoubleWrapper readMsLeft = new ReadOnlyDoubleWrapper();
    private final Coalescer<Piece> pieces;
    private final Coalescer<ConsultationEvent.Reading> readings;
    private @Nullable Cancellation current;
    /// When the prompt began to be read, and how long it should take, 0 for unknown.
    private long readingSince;
    private double expectedMs;

    AnswerRun(TaskRunner runner) {
        this.runner = runner;
        pieces = new Coalescer<>(runner, Piece::and, this::append);
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

    /// Milliseconds until the prompt is read, as far as that can be foretold; 0 when it cannot.
    public ReadOnlyDoubleProperty readMsLeft() {
        return readMsLeft.getReadOnlyProperty();
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
            case ConsultationEvent.Text piece -> pieces.offer(new Piece(piece.answerId(), run, piece.delta()));
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
        // Its first words may have overtaken it.
        if (!answerId.get().equals(begun.answer().id())) {
            answerId.set(begun.answer().id());
            text.set(begun.answer().text());
            readShare.set(0);
            readingSince = System.nanoTime();
            expectedMs = begun.expectedMs();
            readMsLeft.set(expectedMs);
            advance(Phase.READING);
            if (expectedMs > ComposerViewModel.SHORT_WAIT_MS) {
                runner.debounce("reading", TICK_MS, this::tick);
            }
        }
    }

    /// An engine that says nothing while it reads still leaves less and less to wait.
    private void tick() {
        if (phase.get() == Phase.READING && readShare.get() == 0) {
            readMsLeft.set(Math.max(0, expectedMs - (System.nanoTime() - readingSince) / 1e6));
            runner.debounce("reading", TICK_MS, this::tick);
        }
    }

    private void read(ConsultationEvent.Reading reading) {
        double share = reading.total() > 0 ? (double) reading.done() / reading.total() : 0;
        double elapsed = (System.nanoTime() - readingSince) / 1e6;
        // Once part of the prompt is read, its own pace tells more than those before it; its first second tells little.
        boolean paced = share > 0 && elapsed > SETTLED_MS;
        readMsLeft.set(Math.max(0, paced ? elapsed * (1 - share) / share : expectedMs * (1 - share)));
        readShare.set(share);
    }

    private void append(Piece piece) {
        // A frame may come after the end of its run: the finished answer already holds that text.
        if (busy() && piece.run() == current) {
            advance(Phase.WRITING);
            String before = piece.answerId().equals(answerId.get()) ? text.get() : "";
            answerId.set(piece.answerId());
            text.set(before + piece.text());
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
