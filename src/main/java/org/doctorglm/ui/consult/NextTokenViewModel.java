package org.doctorglm.ui.consult;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.doctorglm.consultation.Consultation;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.generation.NextToken;
import org.doctorglm.generation.NextToken.Likely;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.ui.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// How the chosen answer could begin, before and after the settings. Looks only at what reading the prompt left in memory, so that moving a slider
/// costs no work of the network; a prompt that is not there any more is read only when the doctor asks, and never while an answer is written.
public final class NextTokenViewModel {
    /// What can be shown.
    public enum State {
        /// No answer is chosen, or one is being written.
        NOTHING,
        /// The prompt is not in memory.
        UNREAD,
        READING,
        SHOWN
    }

    private static final int COUNT = 10;
    private static final int PAUSE_MS = 40;

    private final Consultation consultation;
    private final TaskRunner runner;
    private final AnswerRun run;
    private final ReadOnlyObjectProperty<@Nullable Answer> answer;
    private final ReadOnlyObjectProperty<SamplingSettings> settings;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NOTHING);
    private final ReadOnlyObjectWrapper<List<Likely>> tokens = new ReadOnlyObjectWrapper<>(List.of());
    private @Nullable NextToken next;
    private Cancellation reading = new Cancellation();
    private int request;

    NextTokenViewModel(Consultation consultation, TaskRunner runner, AnswerRun run, ReadOnlyObjectProperty<@Nullable Answer> answer,
                       ReadOnlyObjectProperty<SamplingSettings> settings) {
        this.consultation = consultation;
        this.runner = runner;
        this.run = run;
        this.answer = answer;
        this.settings = settings;
        answer.addListener((property, old, now) -> look(false));
        run.phase().addListener((property, old, now) -> {
            if (now == AnswerRun.Phase.IDLE || now == AnswerRun.Phase.SEARCHING) {
                look(false);
            }
        });
        settings.addListener((property, old, now) -> runner.debounce("next-token", PAUSE_MS, this::compute));
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// The likeliest first; empty unless shown.
    public ReadOnlyObjectProperty<List<Likely>> tokens() {
        return tokens.getReadOnlyProperty();
    }

    /// Reads the prompt of the chosen answer once more.
    public void read() {
        look(true);
    }

    private void look(boolean read) {
        int mine = ++request;
        // An answer that is asked for goes before a look at one that is written.
        reading.request();
        next = null;
        tokens.set(List.of());
        Answer chosen = answer.get();
        if (chosen == null || !chosen.finished() || chosen.text().isEmpty() || run.busy()) {
            state.set(State.NOTHING);
            return;
        }
        state.set(read ? State.READING : State.NOTHING);
        Cancellation cancellation = new Cancellation();
        reading = cancellation;
        runner.run(() -> consultation.nextToken(chosen, read, cancellation), found -> {
            if (mine == request) {
                found(found);
            }
        }, thrown -> {
            if (mine == request) {
                state.set(State.UNREAD);
            }
        });
    }

    private void found(Optional<NextToken> found) {
        next = found.orElse(null);
        if (next == null) {
            state.set(State.UNREAD);
        } else {
            compute();
        }
    }

    private void compute() {
        NextToken from = next;
        if (from == null) {
            return;
        }
        int mine = request;
        SamplingSettings now = settings.get();
        runner.run(() -> from.likeliest(now, COUNT), likely -> {
            if (mine == request && now.equals(settings.get())) {
                tokens.set(likely);
                state.set(State.SHOWN);
            }
        }, thrown -> state.set(State.NOTHING));
    }
}
