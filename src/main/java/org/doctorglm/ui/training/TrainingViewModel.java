package org.doctorglm.ui.training;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunState;
import org.doctorglm.ui.settings.UiSettings;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.task.Work;
import org.jspecify.annotations.Nullable;

/// The runs of this computer, the one that is looked at, and where in the seven steps one is. Lives as long as the window.
public final class TrainingViewModel {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final int LOOK_EVERY = 1000;

    /// From dialogues to a pack that answers.
    public enum Step {
        DATA, CHECK, RECIPE, ESTIMATE, TRAIN, COMPARE, PUBLISH;

        /// Whether it is about a run that has begun.
        public boolean ofRun() {
            return compareTo(TRAIN) >= 0;
        }
    }

    private final TrainingService service;
    private final TaskRunner runner;
    private final Clock clock;
    private final DraftViewModel draft;
    private final RunViewModel watched;
    private final OutcomeViewModel outcome;
    private final ComparisonViewModel comparison;
    private final ObservableList<RunRow> runs = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable RunRow> run = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.DATA);
    private final ReadOnlyBooleanWrapper starting = new ReadOnlyBooleanWrapper();
    private boolean shown;
    private boolean looking;

    /// @param published called on the JavaFX thread when the packs have changed
    public TrainingViewModel(TrainingService service, TaskRunner runner, Work work, UiSettings settings, Clock clock, Runnable published) {
        this.service = service;
        this.runner = runner;
        this.clock = clock;
        this.draft = new DraftViewModel(service, runner, work, new DraftMemory(settings));
        this.watched = new RunViewModel(service, runner, work, this::look);
        this.outcome = new OutcomeViewModel(service, runner, work, published);
        this.comparison = new ComparisonViewModel(runner, runs);
    }

    public DraftViewModel draft() {
        return draft;
    }

    public RunViewModel watched() {
        return watched;
    }

    public OutcomeViewModel outcome() {
        return outcome;
    }

    /// Runs that are laid side by side.
    public ComparisonViewModel comparison() {
        return comparison;
    }

    /// Newest first.
    public ObservableList<RunRow> runs() {
        return runs;
    }

    /// The run that is looked at, null for the one that is not begun yet.
    public ReadOnlyObjectProperty<@Nullable RunRow> run() {
        return run.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Step> step() {
        return step.getReadOnlyProperty();
    }

    /// Whether a run is being made.
    public ReadOnlyBooleanProperty starting() {
        return starting.getReadOnlyProperty();
    }

    /// While the page is on screen, or somebody trains, the runs are looked at every second.
    public void shown(boolean now) {
        shown = now;
        if (now) {
            draft.refresh();
            look();
        }
    }

    /// Looks once, and again and again while somebody trains or looks.
    public void look() {
        if (looking) {
            return;
        }
        looking = true;
        runner.run(this::rows, this::found, thrown -> {
            looking = false;
            draft.problem(thrown);
            again();
        });
    }

    private List<RunRow> rows() throws IOException {
        List<RunRow> rows = new ArrayList<>();
        for (RunFolder folder : service.runs()) {
            rows.add(RunRow.of(folder));
        }
        return rows;
    }

    private void found(List<RunRow> now) {
        looking = false;
        if (!runs.equals(now)) {
            runs.setAll(now);
        }
        RunRow selected = run.get();
        if (selected != null) {
            now.stream().filter(row -> row.name().equals(selected.name())).findFirst().ifPresentOrElse(run::set, this::fresh);
        }
        watched.follow(now, run.get());
        comparison.look();
        again();
    }

    private void again() {
        if (shown || runs.stream().anyMatch(row -> row.state() == RunState.TRAINING)) {
            runner.debounce("training", LOOK_EVERY, this::look);
        }
    }

    /// A run of one's own making, with what was chosen last.
    public void fresh() {
        comparison.hide();
        run.set(null);
        step.set(Step.DATA);
        draft.refresh();
    }

    public void choose(RunRow row) {
        comparison.hide();
        RunRow before = run.get();
        run.set(row);
        if (before == null || !before.name().equals(row.name())) {
            outcome.about(row);
            step.set(Step.TRAIN);
            watched.follow(runs, row);
        }
    }

    /// What a run was of, as the beginning of another.
    public void likeThis(RunRow row) {
        comparison.hide();
        draft.take(new TrainingDraft(row.file().data(), row.file().model(), row.file().recipe(), ""));
        run.set(null);
        go(Step.RECIPE);
    }

    /// Whether a step can be entered now.
    public boolean mayGo(Step wanted) {
        if (run.get() != null) {
            return wanted.ofRun();
        }
        return switch (wanted) {
            case DATA -> true;
            case CHECK, RECIPE, ESTIMATE -> draft.draft().get().complete();
            case TRAIN, COMPARE, PUBLISH -> false;
        };
    }

    public void go(Step wanted) {
        if (mayGo(wanted)) {
            step.set(wanted);
            if (wanted == Step.CHECK || wanted == Step.ESTIMATE) {
                draft.look();
            }
            if (wanted == Step.ESTIMATE) {
                draft.refresh();
            }
        }
    }

    public void next() {
        if (step.get() == Step.ESTIMATE && run.get() == null) {
            start();
        } else if (step.get() != Step.PUBLISH) {
            go(Step.values()[step.get().ordinal() + 1]);
        }
    }

    public void back() {
        if (step.get() != Step.DATA) {
            go(Step.values()[step.get().ordinal() - 1]);
        }
    }

    /// The run that is being trained.
    Optional<RunRow> trainingNow() {
        return runs.stream().filter(row -> row.state() == RunState.TRAINING).findFirst();
    }

    /// How many wait before a run that waits.
    long before(RunRow waiting) {
        long place = waiting.place().orElse(0L);
        return runs.stream().filter(row -> row.place().filter(other -> other < place).isPresent()).count();
    }

    /// Makes the run and puts it at the end of those that wait.
    public void queue() {
        begin(service::enqueue, trainingNow().isEmpty());
    }

    @FunctionalInterface
    private interface Begin {
        void with(RunFolder run) throws IOException;
    }

    /// Makes the run and lets a trainer begin with it.
    public void start() {
        begin(service::start, true);
    }

    /// @param now whether a trainer comes up at once
    private void begin(Begin begin, boolean now) {
        if (starting.get() || !draft.draft().get().complete()) {
            return;
        }
        TrainingDraft asked = draft.draft().get();
        String name = draft.name().get().isBlank() ? LocalDateTime.now(clock).format(NAME) : draft.name().get().strip();
        starting.set(true);
        draft.problem(null);
        runner.run(() -> {
            RunFolder made = service.begin(name, asked);
            begin.with(made);
            return RunRow.of(made);
        }, row -> {
            starting.set(false);
            draft.name().set("");
            runs.addFirst(row);
            choose(row);
            if (now) {
                watched.expect();
            }
            look();
        }, thrown -> {
            starting.set(false);
            draft.problem(thrown);
        });
    }
}
