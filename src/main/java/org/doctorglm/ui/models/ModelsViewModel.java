package org.doctorglm.ui.models;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.engine.Fallback;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.ui.models.ModelsService.ModelsException;
import org.doctorglm.ui.models.ModelsService.PackRow;
import org.doctorglm.ui.models.ModelsService.Place;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.task.WorkKind;
import org.jspecify.annotations.Nullable;

/// The installed packs and the one job that may run on them.
public final class ModelsViewModel {
    /// What the page is busy with.
    public enum State {
        READY, VERIFYING, MEASURING, EXPORTING, CHANGING
    }

    /// How the last job ended, for a sentence on the page.
    ///
    /// @param reason null when it went well
    public record Outcome(State job, ModelsException.@Nullable Reason reason, String detail) {
    }

    private interface Job {
        void run(Progress progress, Cancellation cancellation) throws ModelsException;
    }

    private final ModelsService service;
    private final TaskRunner runner;
    private final Work work;
    private final ObservableList<PackRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.READY);
    private final ReadOnlyObjectWrapper<Work.@Nullable Item> current = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable Outcome> outcome = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable Fallback> fallback = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Place> places = FXCollections.observableArrayList();
    private final ImportWizardViewModel wizard;
    private final CompareViewModel comparison;

    public ModelsViewModel(ModelsService service, TaskRunner runner, Work work) {
        this.service = service;
        this.runner = runner;
        this.work = work;
        wizard = new ImportWizardViewModel(service, runner, work, this::refresh);
        comparison = new CompareViewModel(service, runner);
    }

    public ImportWizardViewModel wizard() {
        return wizard;
    }

    public CompareViewModel comparison() {
        return comparison;
    }

    /// Why the network does not run on what was asked for, null when it does.
    public ReadOnlyObjectProperty<@Nullable Fallback> fallback() {
        return fallback.getReadOnlyProperty();
    }

    /// Where a network can run, with the memory there.
    public ObservableList<Place> places() {
        return places;
    }

    public ModelsService service() {
        return service;
    }

    public ObservableList<PackRow> rows() {
        return rows;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// The job that is going on, null when there is none.
    public ReadOnlyObjectProperty<Work.@Nullable Item> current() {
        return current.getReadOnlyProperty();
    }

    public ObjectProperty<@Nullable Outcome> outcome() {
        return outcome;
    }

    public void refresh() {
        runner.run(service::list, rows::setAll, thrown -> finish(State.CHANGING, thrown));
        runner.run(service::places, places::setAll, thrown -> places.clear());
        runner.run(service::fallback, now -> fallback.set(now.orElse(null)), thrown -> fallback.set(null));
    }

    public void verify(PackRow row) {
        start(State.VERIFYING, WorkKind.VERIFY, row.name(), (progress, cancellation) -> service.verify(row.id(), progress, cancellation));
    }

    /// Measures what rounding has cost.
    public void measure(PackRow row, Path texts) {
        start(State.MEASURING, WorkKind.MEASURE, row.name(), (progress, cancellation) -> service.measure(row.id(), texts, progress, cancellation));
    }

    public void export(PackRow row, Path folder) {
        start(State.EXPORTING, WorkKind.EXPORT, row.name(), (progress, cancellation) -> service.export(row.id(), folder, progress, cancellation));
    }

    public void remove(PackRow row) {
        start(State.CHANGING, null, row.name(), (progress, cancellation) -> service.remove(row.id()));
    }

    /// Chooses where the network runs.
    public void use(Place place) {
        start(State.CHANGING, null, place.memory().name(), (progress, cancellation) -> service.use(place));
    }

    /// Takes the libraries for graphics cards from a folder.
    public void installGraphics(Path folder) {
        start(State.CHANGING, WorkKind.IMPORT, folder.toString(), (progress, cancellation) -> service.installGraphics(folder, progress, cancellation));
    }

    public void activate(PackRow row) {
        start(State.CHANGING, null, row.name(), (progress, cancellation) -> service.activate(row.id()));
    }

    private void start(State wanted, @Nullable WorkKind kind, String name, Job job) {
        if (state.get() != State.READY) {
            return;
        }
        outcome.set(null);
        state.set(wanted);
        Cancellation cancellation = new Cancellation();
        Work.Item item = kind == null ? null : work.begin(kind, name, cancellation);
        current.set(item);
        runner.run(() -> {
            job.run(item == null ? Progress.NONE : item, cancellation);
            return wanted;
        }, done -> end(item, wanted, null), thrown -> end(item, wanted, thrown));
    }

    private void end(Work.@Nullable Item item, State job, @Nullable Throwable thrown) {
        if (item != null) {
            item.close();
        }
        current.set(null);
        state.set(State.READY);
        finish(job, thrown);
        if (!(job == State.CHANGING && thrown != null)) {
            refresh();
        }
    }

    private void finish(State job, @Nullable Throwable thrown) {
        switch (thrown) {
            case null -> outcome.set(new Outcome(job, null, ""));
            case CancellationException cancelled -> outcome.set(null);
            case ModelsException known -> outcome.set(new Outcome(job, known.reason(), known.detail()));
            default -> outcome.set(new Outcome(job, ModelsException.Reason.DISK, thrown.getClass().getSimpleName()));
        }
    }
}
