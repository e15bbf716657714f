package org.doctorglm.ui.library.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.knowledge.ImportOrigin;
import org.doctorglm.knowledge.importing.EntryFormat;
import org.doctorglm.knowledge.importing.ImportPlan;
import org.doctorglm.knowledge.importing.ImportRequest;
import org.doctorglm.knowledge.importing.LibraryImporter.Report;
import org.doctorglm.knowledge.importing.PastImport;
import org.doctorglm.knowledge.importing.Recognised;
import org.doctorglm.knowledge.importing.TableSample;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.ui.settings.UiSettings;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.task.WorkKind;
import org.jspecify.annotations.Nullable;

/// From files to entries in the library, in five steps. Lives as long as the window: an import goes on while another page is looked at.
public final class ImportViewModel {
    /// Where the doctor is.
    public enum Step {
        /// Which files, and what they are; below, what was imported before.
        FILES,
        /// Which column feeds which field, and what the files do not tell.
        HOW,
        /// The files are read; nothing is written.
        READING,
        /// What would become of them.
        PREVIEW,
        RUNNING,
        /// How it ended.
        RESULT
    }

    /// The files that were chosen.
    ///
    /// @param sample the head of the first table among them, null where there is none
    public record Chosen(List<Path> paths, List<Recognised> files, @Nullable TableSample sample) {
    }

    private interface Job<T> {
        T run(Work.Item progress, Cancellation cancellation) throws Exception;
    }

    private final ImportService service;
    private final TaskRunner runner;
    private final Work work;
    private final Runnable changed;
    private final ImportChoices choices;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.FILES);
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable ImportProblem> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Chosen> chosen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ImportPlan> plan = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Work.@Nullable Item> item = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Report> report = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ImportOrigin> undone = new ReadOnlyObjectWrapper<>();
    private final ObservableList<PastImport> past = FXCollections.observableArrayList();
    private int turn;

    /// @param changed called on the JavaFX thread when the library has other entries than before
    public ImportViewModel(ImportService service, TaskRunner runner, Work work, UiSettings settings, Runnable changed) {
        this.service = service;
        this.runner = runner;
        this.work = work;
        this.changed = changed;
        this.choices = new ImportChoices(settings);
    }

    public ImportChoices choices() {
        return choices;
    }

    public ReadOnlyObjectProperty<Step> step() {
        return step.getReadOnlyProperty();
    }

    /// Whether files are being looked at.
    public ReadOnlyBooleanProperty looking() {
        return looking.getReadOnlyProperty();
    }

    /// Null when nothing is wrong.
    public ReadOnlyObjectProperty<@Nullable ImportProblem> problem() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Chosen> chosen() {
        return chosen.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable ImportPlan> plan() {
        return plan.getReadOnlyProperty();
    }

    /// What goes on: the reading or the import.
    public ReadOnlyObjectProperty<Work.@Nullable Item> item() {
        return item.getReadOnlyProperty();
    }

    /// Null when the import was cancelled or failed.
    public ReadOnlyObjectProperty<@Nullable Report> report() {
        return report.getReadOnlyProperty();
    }

    /// The import that was taken back last, null while none was.
    public ReadOnlyObjectProperty<@Nullable ImportOrigin> undone() {
        return undone.getReadOnlyProperty();
    }

    /// What the library has of others, the last import first.
    public ObservableList<PastImport> past() {
        return past;
    }

    /// The page comes on screen: after an import that ended a new one begins, anything else goes on.
    public void open() {
        if (step.get() == Step.RESULT) {
            restart();
        }
        undone.set(null);
        listPast();
    }

    public void restart() {
        if (busy()) {
            return;
        }
        turn++;
        looking.set(false);
        problem.set(null);
        chosen.set(null);
        plan.set(null);
        report.set(null);
        undone.set(null);
        step.set(Step.FILES);
    }

    private boolean busy() {
        return step.get() == Step.READING || step.get() == Step.RUNNING;
    }

    private void listPast() {
        runner.run(service::imports, past::setAll, this::fail);
    }

    /// Looks at what was dropped or chosen; the newest choice wins.
    public void look(List<Path> paths) {
        if (step.get() != Step.FILES || paths.isEmpty()) {
            return;
        }
        int mine = ++turn;
        looking.set(true);
        problem.set(null);
        undone.set(null);
        runner.run(() -> {
            List<Recognised> files = Recognised.of(paths);
            Optional<Recognised> table = files.stream().filter(file -> file.format() == EntryFormat.TABLE || file.format() == EntryFormat.XLSX).findFirst();
            return new Chosen(paths, files, table.isPresent() ? TableSample.of(table.get().file(), table.get().format()) : null);
        }, found -> {
            if (mine == turn) {
                looking.set(false);
                chosen.set(found);
                choices.begin(found.sample());
            }
        }, thrown -> {
            if (mine == turn) {
                looking.set(false);
                chosen.set(null);
                fail(thrown);
            }
        });
    }

    /// Whether [#next()] leads on.
    public boolean mayGoOn() {
        ImportPlan planned = plan.get();
        return !looking.get() && switch (step.get()) {
            case FILES -> chosen.get() != null;
            case HOW -> choices.complete();
            case PREVIEW -> planned != null && !planned.entries().isEmpty();
            case READING, RUNNING, RESULT -> false;
        };
    }

    public void next() {
        if (!mayGoOn()) {
            return;
        }
        problem.set(null);
        switch (step.get()) {
            case FILES -> step.set(Step.HOW);
            case HOW -> read();
            case PREVIEW -> write();
            case READING, RUNNING, RESULT -> { }
        }
    }

    public void back() {
        problem.set(null);
        switch (step.get()) {
            case HOW -> step.set(Step.FILES);
            // What was chosen is still there.
            case PREVIEW, RESULT -> step.set(Step.HOW);
            case FILES, READING, RUNNING -> { }
        }
    }

    private void read() {
        choices.remember();
        ImportRequest request = choices.request(ImportRequest.of(Objects.requireNonNull(chosen.get()).paths()));
        run(WorkKind.READ, Step.READING, (progress, cancellation) -> service.plan(request, progress, cancellation), planned -> {
            plan.set(planned);
            step.set(Step.PREVIEW);
        }, () -> step.set(Step.HOW));
    }

    private void write() {
        ImportPlan planned = Objects.requireNonNull(plan.get());
        report.set(null);
        run(WorkKind.IMPORT, Step.RUNNING, (progress, cancellation) -> service.write(planned, progress, cancellation), done -> {
            report.set(done);
            step.set(Step.RESULT);
            visible();
        }, () -> step.set(Step.RESULT));
    }

    private <T> void run(WorkKind kind, Step meanwhile, Job<T> job, Consumer<T> done, Runnable otherwise) {
        Cancellation cancellation = new Cancellation();
        Path first = Objects.requireNonNull(chosen.get()).paths().getFirst().getFileName();
        Work.Item now = work.begin(kind, first == null ? "" : first.toString(), cancellation);
        item.set(now);
        step.set(meanwhile);
        runner.run(() -> job.run(now, cancellation), result -> {
            end(now);
            done.accept(result);
        }, thrown -> {
            end(now);
            if (!(thrown instanceof CancellationException)) {
                fail(thrown);
            }
            otherwise.run();
        });
    }

    private void end(Work.Item ended) {
        ended.close();
        item.set(null);
    }

    public void cancel() {
        Work.Item now = item.get();
        if (now != null) {
            now.cancel();
        }
    }

    /// Takes an import back.
    ///
    /// @param number of the import
    public void undo(int number) {
        problem.set(null);
        runner.run(() -> service.undo(number), origin -> {
            undone.set(origin);
            Report done = report.get();
            if (done != null && done.number() == number) {
                report.set(null);
                chosen.set(null);
                step.set(Step.FILES);
            }
            visible();
        }, this::fail);
    }

    /// The list follows at once, the full text in the background.
    private void visible() {
        listPast();
        changed.run();
        Cancellation cancellation = new Cancellation();
        Work.Item indexing = work.begin(WorkKind.INDEX, "", cancellation);
        runner.run(() -> {
            service.index(indexing, cancellation);
            return true;
        }, done -> indexing.close(), thrown -> {
            indexing.close();
            if (!(thrown instanceof CancellationException)) {
                fail(thrown);
            }
        });
    }

    private void fail(Throwable thrown) {
        problem.set(ImportProblem.of(thrown));
    }
}
