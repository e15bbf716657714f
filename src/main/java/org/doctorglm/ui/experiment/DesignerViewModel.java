package org.doctorglm.ui.experiment;

import java.util.List;
import java.util.concurrent.CancellationException;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.doctorglm.experiment.DesignerExperiment.Pair;
import org.doctorglm.experiment.DesignerExperiment.Report;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.task.WorkKind;
import org.jspecify.annotations.Nullable;

/// The designer's experiment: how many questions, how far it is, what came out, and the pair of answers that is looked at.
public final class DesignerViewModel {
    /// Where the experiment is.
    public enum State {
        READY, RUNNING, CANCELLED, FAILED, DONE
    }

    /// Questions that can be chosen: a look, the usual, a night on a slow machine.
    public static final List<Integer> COUNTS = List.of(20, 60, 120, 300);

    private final ExperimentService service;
    private final TaskRunner runner;
    private final Work work;
    private final IntegerProperty questions = new SimpleIntegerProperty(60);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.READY);
    private final ReadOnlyObjectWrapper<Work.@Nullable Item> current = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Report> report = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable Pair> pair = new SimpleObjectProperty<>();
    private String problem = "";
    private @Nullable Cancellation running;

    public DesignerViewModel(ExperimentService service, TaskRunner runner, Work work) {
        this.service = service;
        this.runner = runner;
        this.work = work;
    }

    public IntegerProperty questions() {
        return questions;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// The running job, null for none.
    public ReadOnlyObjectProperty<Work.@Nullable Item> current() {
        return current.getReadOnlyProperty();
    }

    /// What came out last, null before the first one.
    public ReadOnlyObjectProperty<@Nullable Report> report() {
        return report.getReadOnlyProperty();
    }

    /// The pair of answers that is looked at, null for none.
    public ObjectProperty<@Nullable Pair> pair() {
        return pair;
    }

    /// What the core said when it failed, empty otherwise.
    public String problem() {
        return problem;
    }

    public void start() {
        if (state.get() == State.RUNNING) {
            return;
        }
        Cancellation cancellation = new Cancellation();
        running = cancellation;
        Work.Item item = work.begin(WorkKind.EXPERIMENT, "", cancellation);
        current.set(item);
        problem = "";
        state.set(State.RUNNING);
        int count = questions.get();
        runner.run(() -> service.designer(count, item, cancellation), made -> {
            // First the pair: the list, made anew for a report, selects it.
            pair.set(made.pairs().isEmpty() ? null : made.pairs().getFirst());
            report.set(made);
            end(item, State.DONE);
        }, thrown -> {
            problem = String.valueOf(thrown.getMessage());
            end(item, thrown instanceof CancellationException ? State.CANCELLED : State.FAILED);
        });
    }

    public void cancel() {
        if (running != null) {
            running.request();
        }
    }

    private void end(Work.Item item, State reached) {
        item.close();
        current.set(null);
        state.set(reached);
    }
}
