package org.doctorglm.ui.training;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.training.RunFigures;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunFolder.Command;
import org.doctorglm.training.RunState;
import org.doctorglm.training.RunWatch;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.task.WorkKind;
import org.jspecify.annotations.Nullable;

/// A run while it goes on: its figures, second by second, and what one can ask of its trainer.
public final class RunViewModel {
    /// Looks that a trainer is given to come up before its absence counts.
    private static final int PATIENCE = 30;

    private final TrainingService service;
    private final TaskRunner runner;
    private final Work work;
    private final Runnable look;
    private final ReadOnlyObjectWrapper<@Nullable RunFigures> figures = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper expected = new ReadOnlyBooleanWrapper();
    private @Nullable RunWatch watch;
    private boolean reading;
    private int patience;
    private Work.@Nullable Item item;
    private String itemName = "";

    RunViewModel(TrainingService service, TaskRunner runner, Work work, Runnable look) {
        this.service = service;
        this.runner = runner;
        this.work = work;
        this.look = look;
    }

    /// Of the run that is looked at; null before it was read.
    public ReadOnlyObjectProperty<@Nullable RunFigures> figures() {
        return figures.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Throwable> problem() {
        return problem.getReadOnlyProperty();
    }

    /// Whether a trainer was started and has not come up yet.
    public ReadOnlyBooleanProperty expected() {
        return expected.getReadOnlyProperty();
    }

    void expect() {
        patience = PATIENCE;
        expected.set(true);
    }

    /// @param looked the run that is on the page
    void follow(List<RunRow> runs, @Nullable RunRow looked) {
        status(runs.stream().filter(row -> row.state() == RunState.TRAINING).findFirst().orElse(null));
        if (looked == null) {
            return;
        }
        RunWatch now = watch;
        if (now == null || !now.run().equals(looked.run())) {
            now = new RunWatch(looked.run());
            watch = now;
            figures.set(null);
            expected.set(false);
        }
        if (expected.get() && (looked.state() != RunState.INTERRUPTED && looked.state() != RunState.PAUSED && looked.state() != RunState.QUEUED || --patience <= 0)) {
            expected.set(false);
        }
        read(now);
    }

    private void read(RunWatch from) {
        if (reading) {
            return;
        }
        reading = true;
        runner.run(() -> RunFigures.of(from.look()), read -> {
            reading = false;
            if (from == watch && !Objects.equals(figures.get(), read)) {
                figures.set(read);
            }
        }, thrown -> {
            reading = false;
            problem.set(thrown);
        });
    }

    /// The status bar shows who trains, also when another place of the window is looked at. Cancelling there is a pause.
    private void status(@Nullable RunRow training) {
        Work.Item shown = item;
        if (shown != null && (training == null || !training.name().equals(itemName))) {
            shown.close();
            item = null;
        }
        if (training == null) {
            return;
        }
        if (item == null) {
            itemName = training.name();
            Cancellation pause = new Cancellation();
            pause.onCancel(() -> ask(training, Command.PAUSE));
            item = work.begin(WorkKind.TRAIN, training.name(), pause);
        }
        RunFigures now = figures.get();
        RunWatch from = watch;
        if (now != null && from != null && from.run().equals(training.run()) && item != null) {
            item.at(now.step(), training.file().steps());
        }
    }

    public void pause(RunRow row) {
        ask(row, Command.PAUSE);
    }

    public void stop(RunRow row) {
        ask(row, Command.STOP);
    }

    private void ask(RunRow row, Command command) {
        background(() -> row.run().ask(command));
    }

    /// Takes a run out of those that wait.
    public void dequeue(RunRow row) {
        background(() -> service.dequeue(row.run()));
    }

    /// Puts a run that may go on at the end of those that wait.
    public void enqueue(RunRow row) {
        background(() -> service.enqueue(row.run()));
    }

    /// Lets a trainer begin with those that wait.
    public void startQueue() {
        expect();
        background(service::startQueue);
    }

    @FunctionalInterface
    private interface Wish {
        void ask() throws IOException;
    }

    private void background(Wish wish) {
        problem.set(null);
        runner.run(() -> {
            wish.ask();
            return wish;
        }, done -> look.run(), thrown -> {
            expected.set(false);
            problem.set(thrown);
        });
    }

    /// Lets a trainer go on with it.
    public void resume(RunRow row) {
        expect();
        background(() -> service.start(row.run()));
    }
}
