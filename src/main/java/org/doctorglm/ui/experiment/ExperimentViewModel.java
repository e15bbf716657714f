package org.doctorglm.ui.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.ui.experiment.ExperimentDraft.Missing;
import org.doctorglm.ui.task.Coalescer;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.task.WorkKind;
import org.jspecify.annotations.Nullable;

/// The experiments place: stored ones, the one that runs, and what is looked at. One runs at a time, because one network is in memory at a time.
public final class ExperimentViewModel implements AutoCloseable {
    /// A table that is looked at while answers come is made anew after this share of them.
    private static final int LOOKS = 20;

    /// What is looked at.
    public enum Page {
        STORED, NEW, DESIGNER
    }

    private final ExperimentService service;
    private final TaskRunner runner;
    private final Work work;
    private final NewExperimentViewModel fresh;
    private final ResultViewModel result;
    private final DesignerViewModel designer;
    private final ObservableList<StoredExperiment> rows = FXCollections.observableArrayList();
    private final ObservableList<String> ticked = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Page> page = new ReadOnlyObjectWrapper<>(Page.STORED);
    private final ReadOnlyStringWrapper running = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Work.@Nullable Item> job = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Missing> refusal = new ReadOnlyObjectWrapper<>();
    private @Nullable Cancellation cancellation;
    private long nextLook;

    public ExperimentViewModel(ExperimentService service, TaskRunner runner, Work work) {
        this.service = service;
        this.runner = runner;
        this.work = work;
        fresh = new NewExperimentViewModel(service, runner);
        result = new ResultViewModel(service, runner, work);
        designer = new DesignerViewModel(service, runner, work);
        // A reason that no longer holds must not stay on screen.
        fresh.onChange(() -> {
            if (refusal.get() != null) {
                refusal.set(missing(fresh.draft()));
            }
        });
    }

    private @Nullable Missing missing(ExperimentDraft draft) {
        return draft.missing(rows.stream().map(StoredExperiment::name).toList(), fresh.runs()).orElse(running.get().isEmpty() ? null : Missing.RUNNING);
    }

    /// Reads anew what is stored and what there is to choose from.
    public void look() {
        runner.run(service::list, found -> {
            rows.setAll(found);
            ticked.removeIf(name -> rows.stream().noneMatch(row -> row.name().equals(name)));
            loaded.set(true);
            problem.set(null);
        }, thrown -> {
            loaded.set(true);
            problem.set(thrown);
        });
        fresh.look();
    }

    /// Shows the figures of one.
    public void choose(StoredExperiment row) {
        page.set(Page.STORED);
        result.show(List.of(row));
    }

    /// Shows the figures of all that are ticked together; nothing is generated again.
    public void compare() {
        List<StoredExperiment> chosen = rows.stream().filter(row -> ticked.contains(row.name()) && row.plan() != null).toList();
        if (chosen.size() > 1) {
            page.set(Page.STORED);
            result.show(chosen);
        }
    }

    public void tick(String name, boolean on) {
        if (on && !ticked.contains(name)) {
            ticked.add(name);
        } else if (!on) {
            ticked.remove(name);
        }
    }

    /// Leads to a new one.
    public void make() {
        refusal.set(null);
        page.set(Page.NEW);
    }

    /// Leads to the questions of the library with and without the designer.
    public void compareDesigner() {
        page.set(Page.DESIGNER);
    }

    /// Leads back to what is stored.
    public void back() {
        page.set(Page.STORED);
    }

    /// Begins the new one and runs it.
    public void begin() {
        ExperimentDraft draft = fresh.draft();
        Missing missing = missing(draft);
        refusal.set(missing);
        if (missing != null || job.get() != null) {
            return;
        }
        problem.set(null);
        runner.run(() -> {
            service.begin(draft);
            return service.list();
        }, found -> {
            fresh.begun();
            rows.setAll(found);
            found.stream().filter(row -> row.name().equals(draft.name())).findFirst().ifPresent(row -> {
                choose(row);
                goOn(row);
            });
        }, problem::set);
    }

    /// Answers what has no answer yet.
    public void goOn(StoredExperiment row) {
        if (!running.get().isEmpty()) {
            return;
        }
        Cancellation stop = new Cancellation();
        cancellation = stop;
        Work.Item item = work.begin(WorkKind.EXPERIMENT, row.name(), stop);
        job.set(item);
        running.set(row.name());
        problem.set(null);
        nextLook = 0;
        Coalescer<long[]> made = new Coalescer<>(runner, (older, newer) -> newer, now -> made(row.name(), now[0], now[1]));
        runner.run(() -> {
            service.run(row.name(), (done, total) -> {
                item.at(done, total);
                made.offer(new long[] {done, total});
            }, stop);
            return true;
        }, done -> end(item, row.name(), null), thrown -> end(item, row.name(), thrown));
    }

    private void made(String name, long done, long total) {
        rows.replaceAll(row -> row.name().equals(name) ? row.withAnswered(done) : row);
        if (done >= nextLook && done > 0) {
            nextLook = done + Math.max(1, total / LOOKS);
            result.refresh(name);
        }
    }

    private void end(Work.Item item, String name, @Nullable Throwable thrown) {
        item.close();
        job.set(null);
        running.set("");
        cancellation = null;
        problem.set(thrown instanceof CancellationException ? null : thrown);
        result.refresh(name);
        runner.run(service::list, rows::setAll, problem::set);
    }

    /// Stops the one that runs. What is answered stays.
    public void cancel() {
        if (cancellation != null) {
            cancellation.request();
        }
    }

    /// Takes experiments with all their answers away.
    public void remove(List<String> names) {
        runner.run(() -> {
            for (String name : names) {
                service.remove(name);
            }
            return service.list();
        }, found -> {
            result.show(List.of());
            ticked.removeAll(names);
            rows.setAll(found);
            problem.set(null);
        }, thrown -> {
            problem.set(thrown);
            runner.run(service::list, rows::setAll, problem::set);
        });
    }

    /// What is looked at, as it is now; empty where nothing is.
    public List<StoredExperiment> chosen() {
        List<StoredExperiment> chosen = new ArrayList<>();
        result.names().forEach(name -> rows.stream().filter(row -> row.name().equals(name)).forEach(chosen::add));
        return chosen;
    }

    /// Stops what runs; the window goes.
    @Override
    public void close() {
        cancel();
        designer.cancel();
    }

    public NewExperimentViewModel fresh() {
        return fresh;
    }

    public ResultViewModel result() {
        return result;
    }

    public DesignerViewModel designer() {
        return designer;
    }

    /// Newest first.
    public ObservableList<StoredExperiment> rows() {
        return rows;
    }

    /// Names of those to be compared.
    public ObservableList<String> ticked() {
        return ticked;
    }

    /// Whether the list was read.
    public ReadOnlyBooleanProperty loaded() {
        return loaded.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Page> page() {
        return page.getReadOnlyProperty();
    }

    /// Name of the one that runs, empty for none.
    public ReadOnlyStringProperty running() {
        return running.getReadOnlyProperty();
    }

    /// Its job, null for none.
    public ReadOnlyObjectProperty<Work.@Nullable Item> job() {
        return job.getReadOnlyProperty();
    }

    /// Why something could not be done, null for no problem.
    public ReadOnlyObjectProperty<@Nullable Throwable> problem() {
        return problem.getReadOnlyProperty();
    }

    /// Why the new one was not begun, null for no reason.
    public ReadOnlyObjectProperty<@Nullable Missing> refusal() {
        return refusal.getReadOnlyProperty();
    }
}
