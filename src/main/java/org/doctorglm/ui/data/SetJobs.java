package org.doctorglm.ui.data;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.task.WorkKind;
import org.jspecify.annotations.Nullable;

/// The long jobs of the page, one at a time, and what went wrong last.
public final class SetJobs {
    /// Runs on a background thread.
    @FunctionalInterface
    interface Job<T> {
        T run(Progress progress, Cancellation cancellation) throws Exception;
    }

    private final TaskRunner runner;
    private final Work work;
    private final ReadOnlyObjectWrapper<Work.@Nullable Item> current = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable DataProblem> problem = new SimpleObjectProperty<>();

    SetJobs(TaskRunner runner, Work work) {
        this.runner = runner;
        this.work = work;
    }

    /// Null while nothing runs.
    public ReadOnlyObjectProperty<Work.@Nullable Item> current() {
        return current.getReadOnlyProperty();
    }

    /// Null while nothing is wrong.
    public ObjectProperty<@Nullable DataProblem> problem() {
        return problem;
    }

    public boolean busy() {
        return current.get() != null;
    }

    /// @param name of the set, for the status bar
    /// @return false when another job still runs
    <T> boolean run(WorkKind kind, String name, Job<T> job, Consumer<T> done) {
        if (busy()) {
            return false;
        }
        problem.set(null);
        Cancellation cancellation = new Cancellation();
        Work.Item item = work.begin(kind, name, cancellation);
        current.set(item);
        runner.run(() -> job.run(item, cancellation), result -> {
            end(item);
            done.accept(result);
        }, thrown -> {
            end(item);
            if (!(thrown instanceof CancellationException)) {
                problem.set(DataProblem.of(thrown));
            }
        });
        return true;
    }

    /// Something short, without progress.
    <T> void look(Job<T> job, Consumer<T> done) {
        look(job, done, () -> { });
    }

    /// @param otherwise when it failed
    <T> void look(Job<T> job, Consumer<T> done, Runnable otherwise) {
        runner.run(() -> job.run(Progress.NONE, new Cancellation()), done, thrown -> {
            problem.set(DataProblem.of(thrown));
            otherwise.run();
        });
    }

    private void end(Work.Item item) {
        item.close();
        current.set(null);
    }

    public void cancel() {
        Work.Item item = current.get();
        if (item != null) {
            item.cancel();
        }
    }
}
