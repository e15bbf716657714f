package org.doctorglm.ui.experiment;

import java.util.List;
import java.util.concurrent.CancellationException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.ui.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// The answers behind a cell, the one that is read, and the proof that it can be written again.
public final class AnswersViewModel {
    /// What came of writing an answer again.
    public enum Replay {
        NONE, RUNNING, SAME, CHANGED, FAILED
    }

    /// Where the cell is.
    ///
    /// @param column empty where there is one column only
    public record Place(String row, String column) {
    }

    private final ExperimentService service;
    private final TaskRunner runner;
    private final ObservableList<ExperimentAnswer> answers = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Place> place = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ExperimentAnswer> chosen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Replay> replay = new ReadOnlyObjectWrapper<>(Replay.NONE);
    private @Nullable Throwable problem;
    private @Nullable Cancellation running;

    AnswersViewModel(ExperimentService service, TaskRunner runner) {
        this.service = service;
        this.runner = runner;
    }

    void open(String row, String column, List<ExperimentAnswer> group) {
        answers.setAll(group);
        choose(group.isEmpty() ? null : group.getFirst());
        place.set(new Place(row, column));
    }

    /// Leads back to the table.
    public void close() {
        place.set(null);
        choose(null);
        answers.clear();
    }

    public void choose(@Nullable ExperimentAnswer answer) {
        if (running != null) {
            running.request();
            running = null;
        }
        replay.set(Replay.NONE);
        chosen.set(answer);
    }

    /// Writes the chosen answer again from what is stored with it.
    public void replay() {
        ExperimentAnswer answer = chosen.get();
        if (answer == null || answer.stored() == null || replay.get() == Replay.RUNNING) {
            return;
        }
        Cancellation stop = new Cancellation();
        running = stop;
        replay.set(Replay.RUNNING);
        runner.run(() -> service.replay(answer, stop), same -> end(stop, same ? Replay.SAME : Replay.CHANGED, null),
                thrown -> end(stop, thrown instanceof CancellationException ? Replay.NONE : Replay.FAILED, thrown));
    }

    private void end(Cancellation mine, Replay reached, @Nullable Throwable thrown) {
        if (running == mine) {
            running = null;
            problem = thrown;
            replay.set(reached);
        }
    }

    public ObservableList<ExperimentAnswer> answers() {
        return answers;
    }

    /// Null while the table is looked at.
    public ReadOnlyObjectProperty<@Nullable Place> place() {
        return place.getReadOnlyProperty();
    }

    /// Null for none.
    public ReadOnlyObjectProperty<@Nullable ExperimentAnswer> chosen() {
        return chosen.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Replay> replayed() {
        return replay.getReadOnlyProperty();
    }

    /// Why an answer could not be written again.
    public @Nullable Throwable problem() {
        return problem;
    }
}
