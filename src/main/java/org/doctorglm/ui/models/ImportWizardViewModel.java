package org.doctorglm.ui.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.checkpoint.AdapterSummary;
import org.doctorglm.checkpoint.AdapterSummary.Missing;
import org.doctorglm.model.AdapterFit;
import org.doctorglm.model.FolderInspection;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.ui.models.ModelsService.ModelsException;
import org.doctorglm.ui.models.ModelsService.PackRow;
import org.doctorglm.ui.models.ModelsService.PrecisionChoice;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.task.WorkKind;
import org.jspecify.annotations.Nullable;

/// From a folder to a pack that answers, in five steps. Lives as long as the window: an import goes on while another page is looked at.
public final class ImportWizardViewModel {
    /// Where the doctor is.
    public enum Step {
        /// The wizard is not on screen.
        CLOSED,
        /// Which folder, and what it is.
        FOLDER,
        /// Whether an adapter is merged into it.
        ADAPTER,
        /// How it is stored, and its name.
        PRECISION,
        /// The import goes on.
        RUNNING,
        /// How it ended.
        RESULT
    }

    private interface Making {
        PackRow make(Progress progress, Cancellation cancellation) throws ModelsException;
    }

    private final ModelsService service;
    private final TaskRunner runner;
    private final Work work;
    private final Runnable imported;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.CLOSED);
    private final ReadOnlyBooleanWrapper looking = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<@Nullable ModelsProblem> problem = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable FolderInspection> found = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable AdapterSummary> adapter = new ReadOnlyObjectWrapper<>();
    private final ObservableList<PrecisionChoice> choices = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Precision> precision = new SimpleObjectProperty<>();
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Work.@Nullable Item> item = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable PackRow> result = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<Missing>> asked = new ReadOnlyObjectWrapper<>(List.of());
    private AdapterOptions told = AdapterOptions.NONE;
    private String suggested = "";
    private int turn;

    /// @param imported called on the JavaFX thread when the packs have changed
    public ImportWizardViewModel(ModelsService service, TaskRunner runner, Work work, Runnable imported) {
        this.service = service;
        this.runner = runner;
        this.work = work;
        this.imported = imported;
    }

    public ReadOnlyObjectProperty<Step> step() {
        return step.getReadOnlyProperty();
    }

    /// Whether something is being looked at in the background.
    public ReadOnlyBooleanProperty looking() {
        return looking.getReadOnlyProperty();
    }

    /// Null when nothing is wrong.
    public ReadOnlyObjectProperty<@Nullable ModelsProblem> problem() {
        return problem;
    }

    public ReadOnlyObjectProperty<@Nullable FolderInspection> found() {
        return found.getReadOnlyProperty();
    }

    /// The adapter that was chosen, null for none. It may still lack a number.
    public ReadOnlyObjectProperty<@Nullable AdapterSummary> adapter() {
        return adapter.getReadOnlyProperty();
    }

    /// What the adapter's configuration does not tell, so that the doctor must; stays while it is told.
    public ReadOnlyObjectProperty<List<Missing>> asked() {
        return asked.getReadOnlyProperty();
    }

    /// What the doctor told of the adapter.
    public AdapterOptions told() {
        return told;
    }

    public ObservableList<PrecisionChoice> choices() {
        return choices;
    }

    public ObjectProperty<@Nullable Precision> precision() {
        return precision;
    }

    public StringProperty name() {
        return name;
    }

    /// The import that goes on.
    public ReadOnlyObjectProperty<Work.@Nullable Item> item() {
        return item.getReadOnlyProperty();
    }

    /// The new pack; null when the import failed or was cancelled.
    public ReadOnlyObjectProperty<@Nullable PackRow> result() {
        return result.getReadOnlyProperty();
    }

    /// Begins anew, unless an import is going on, which is shown instead.
    public void open() {
        if (step.get() == Step.RUNNING) {
            return;
        }
        turn++;
        looking.set(false);
        problem.set(null);
        found.set(null);
        adapter.set(null);
        asked.set(List.of());
        told = AdapterOptions.NONE;
        choices.clear();
        precision.set(null);
        name.set("");
        suggested = "";
        result.set(null);
        step.set(Step.FOLDER);
    }

    public void close() {
        if (step.get() != Step.RUNNING) {
            turn++;
            step.set(Step.CLOSED);
        }
    }

    /// Looks at what was dropped or chosen as the model. After an adapter's folder it is the base that was asked for.
    public void look(Path path) {
        if (step.get() == Step.FOLDER) {
            background(() -> service.inspect(path), this::found);
        }
    }

    private void found(FolderInspection now) {
        switch (now) {
            case FolderInspection.Adapter(AdapterSummary summary) -> {
                adapter.set(summary);
                told = AdapterOptions.NONE;
                found.set(now);
            }
            case FolderInspection.Network network -> found.set(network);
            case FolderInspection.Pack pack -> {
                adapter.set(null);
                found.set(pack);
            }
        }
        AdapterSummary early = adapter.get();
        if (now instanceof FolderInspection.Network && early != null) {
            // The adapter came first: now that its base is known, it is compared.
            forgetAdapter();
            fit(early.path());
        }
    }

    /// Looks at an adapter for the model that was found.
    public void lookAtAdapter(Path path) {
        if (step.get() == Step.ADAPTER) {
            forgetAdapter();
            fit(path);
        }
    }

    /// What the adapter's configuration does not tell.
    public void tell(AdapterOptions options) {
        AdapterSummary now = adapter.get();
        told = options;
        if (now != null) {
            fit(now.path());
        }
    }

    private void fit(Path path) {
        if (found.get() instanceof FolderInspection.Network network) {
            AdapterOptions options = told;
            background(() -> service.inspectAdapter(network.folder(), path, options), summary -> {
                if (options.equals(AdapterOptions.NONE)) {
                    asked.set(summary.missing());
                }
                adapter.set(summary);
            });
        }
    }

    public void forgetAdapter() {
        turn++;
        looking.set(false);
        adapter.set(null);
        asked.set(List.of());
        told = AdapterOptions.NONE;
        problem.set(null);
    }

    /// Whether [#next()] leads on.
    public boolean mayGoOn() {
        AdapterSummary chosen = adapter.get();
        return !looking.get() && switch (step.get()) {
            case FOLDER -> found.get() instanceof FolderInspection.Network || found.get() instanceof FolderInspection.Pack;
            // One that was refused is not taken: the way on is without it.
            case ADAPTER -> chosen == null || problem.get() == null && chosen.missing().isEmpty();
            case PRECISION -> !name.get().isBlank() && chosen() != null;
            case CLOSED, RUNNING, RESULT -> false;
        };
    }

    private @Nullable PrecisionChoice chosen() {
        return choices.stream().filter(c -> c.estimate().precision() == precision.get() && c.possible()).findFirst().orElse(null);
    }

    public void next() {
        if (!mayGoOn()) {
            return;
        }
        switch (step.get()) {
            case FOLDER -> {
                switch (Objects.requireNonNull(found.get())) {
                    case FolderInspection.Pack(ModelPack pack) -> adopt(pack);
                    case FolderInspection.Network ignored -> step.set(Step.ADAPTER);
                    case FolderInspection.Adapter ignored -> { }
                }
            }
            case ADAPTER -> choose();
            case PRECISION -> start();
            case CLOSED, RUNNING, RESULT -> { }
        }
    }

    public void back() {
        problem.set(null);
        switch (step.get()) {
            case ADAPTER -> step.set(Step.FOLDER);
            case PRECISION -> step.set(Step.ADAPTER);
            // What was chosen is still there: the same import goes on where it stopped.
            case RESULT -> step.set(found.get() instanceof FolderInspection.Network ? Step.PRECISION : Step.FOLDER);
            case CLOSED, FOLDER, RUNNING -> { }
        }
    }

    private void choose() {
        FolderInspection.Network network = (FolderInspection.Network) Objects.requireNonNull(found.get());
        AdapterSummary chosen = adapter.get();
        int prefix = Math.max(network.prefix(), chosen == null ? 0 : chosen.tokens());
        background(() -> service.choices(network, prefix), offered -> {
            choices.setAll(offered);
            if (chosen() == null) {
                precision.set(offered.stream().filter(PrecisionChoice::possible).map(c -> c.estimate().precision()).findFirst().orElse(null));
            }
            step.set(Step.PRECISION);
            suggestName();
        });
    }

    /// Takes a precision; the name follows it as long as nobody has typed another.
    public void take(Precision wanted) {
        precision.set(wanted);
        suggestName();
    }

    private void suggestName() {
        if (found.get() instanceof FolderInspection.Network network && (name.get().isBlank() || name.get().equals(suggested))) {
            AdapterSummary chosen = adapter.get();
            Precision now = precision.get();
            suggested = network.folder().toAbsolutePath().normalize().getFileName() + (chosen == null ? "" : "-" + chosen.name())
                    + (now == null ? "" : "-" + now.key());
            name.set(suggested);
        }
    }

    private void start() {
        FolderInspection.Network network = (FolderInspection.Network) Objects.requireNonNull(found.get());
        AdapterSummary chosen = adapter.get();
        Precision wanted = Objects.requireNonNull(precision.get());
        ImportRequest request = new ImportRequest(network.folder(), chosen == null ? null : chosen.path(),
                chosen == null ? AdapterOptions.NONE : AdapterFit.options(chosen, told), wanted, ModelStore.defaultQuantizer(wanted), name.get().strip());
        run(request.name(), (progress, cancellation) -> service.importFolder(request, progress, cancellation));
    }

    private void adopt(ModelPack pack) {
        run(pack.name(), (progress, cancellation) -> service.adopt(pack, pack.name(), progress, cancellation));
    }

    private void run(String shown, Making making) {
        Cancellation cancellation = new Cancellation();
        Work.Item now = work.begin(WorkKind.IMPORT, shown, cancellation);
        problem.set(null);
        result.set(null);
        item.set(now);
        step.set(Step.RUNNING);
        runner.run(() -> making.make(now, cancellation), row -> end(now, row, null), thrown -> end(now, null, thrown));
    }

    private void end(Work.Item ended, @Nullable PackRow row, @Nullable Throwable thrown) {
        ended.close();
        item.set(null);
        result.set(row);
        problem.set(thrown == null || thrown instanceof CancellationException ? null : ModelsProblem.of(thrown));
        step.set(Step.RESULT);
        imported.run();
    }

    public void cancel() {
        Work.Item now = item.get();
        if (now != null) {
            now.cancel();
        }
    }

    /// The newest question wins: what an older look brings is dropped.
    private <T> void background(Callable<T> job, Consumer<T> done) {
        int mine = ++turn;
        looking.set(true);
        problem.set(null);
        runner.run(job, value -> {
            if (mine == turn) {
                looking.set(false);
                done.accept(value);
            }
        }, thrown -> {
            if (mine == turn) {
                looking.set(false);
                problem.set(ModelsProblem.of(thrown));
            }
        });
    }
}
