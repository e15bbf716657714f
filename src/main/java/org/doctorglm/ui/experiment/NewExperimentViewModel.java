package org.doctorglm.ui.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.experiment.ExperimentPlan;
import org.doctorglm.experiment.Presets;
import org.doctorglm.ui.experiment.ExperimentDraft.Kind;
import org.doctorglm.ui.experiment.ExperimentService.Candidate;
import org.doctorglm.ui.experiment.ExperimentService.Run;
import org.doctorglm.ui.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// A new experiment while it is thought out: what is chosen, how many answers that makes, and how long they take at most.
public final class NewExperimentViewModel {
    private static final String GRID_SEEDS = "3";
    private static final String ONE = "1";

    private final ExperimentService service;
    private final TaskRunner runner;
    private final ObservableList<Candidate> candidates = FXCollections.observableArrayList();
    private final ObservableList<Run> runs = FXCollections.observableArrayList();
    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.COMPARISON);
    private final StringProperty name = new SimpleStringProperty("");
    private final ObservableList<String> models = FXCollections.observableArrayList();
    private final StringProperty base = new SimpleStringProperty("");
    private final ObservableList<Path> adapters = FXCollections.observableArrayList();
    private final ObservableList<String> tuned = FXCollections.observableArrayList();
    private final BooleanProperty bare = new SimpleBooleanProperty(true);
    private final StringProperty run = new SimpleStringProperty("");
    private final BooleanProperty usual = new SimpleBooleanProperty(true);
    private final StringProperty own = new SimpleStringProperty("");
    private final StringProperty seeds = new SimpleStringProperty(ONE);
    private final StringProperty tokens = new SimpleStringProperty("");
    private final BooleanProperty paper = new SimpleBooleanProperty(true);
    private final StringProperty topPs = new SimpleStringProperty(text(Presets.TOP_P));
    private final StringProperty temperatures = new SimpleStringProperty(text(Presets.TEMPERATURES));
    private final ReadOnlyObjectWrapper<@Nullable Path> file = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ExperimentPlan> plan = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyLongWrapper size = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper seconds = new ReadOnlyLongWrapper();
    private String suggested = "";
    private Runnable changed = () -> { };

    NewExperimentViewModel(ExperimentService service, TaskRunner runner) {
        this.service = service;
        this.runner = runner;
        kind.addListener((property, old, now) -> seeds.set(now == Kind.GRID ? GRID_SEEDS : old == Kind.GRID ? ONE : seeds.get()));
        for (Observable each : new Observable[] {kind, name, models, base, adapters, tuned, bare, run, usual, own, seeds, tokens, paper, topPs, temperatures, plan, candidates, runs}) {
            each.addListener(changed -> count());
        }
    }

    private static String text(List<Double> values) {
        return values.stream().map(value -> value == Math.rint(value) ? Long.toString(Math.round(value)) : value.toString()).collect(Collectors.joining(", "));
    }

    /// Reads anew what there is to choose from.
    void look() {
        // First what is chosen, then what there is to choose from: that is when it is shown.
        runner.run(service::models, found -> {
            models.removeIf(model -> found.stream().noneMatch(candidate -> candidate.name().equals(model)));
            if (models.isEmpty() && !found.isEmpty()) {
                models.add(found.getFirst().name());
            }
            if (found.stream().noneMatch(candidate -> candidate.name().equals(base.get()))) {
                base.set(found.isEmpty() ? "" : found.getFirst().name());
            }
            candidates.setAll(found);
        }, problem::set);
        runner.run(service::runs, found -> {
            tuned.removeIf(one -> found.stream().noneMatch(there -> there.name().equals(one)));
            if (found.stream().noneMatch(there -> there.name().equals(run.get()))) {
                run.set(found.isEmpty() ? "" : found.getFirst().name());
            }
            runs.setAll(found);
        }, problem::set);
    }

    /// What is chosen now.
    public ExperimentDraft draft() {
        return new ExperimentDraft(kind.get(), name.get().strip(), models, base.get(), adapters, tuned, bare.get(), run.get(), usual.get() ? null : own.get(), seeds.get(),
                tokens.get(), paper.get(), topPs.get(), temperatures.get(), plan.get());
    }

    /// @param listener told after every change
    void onChange(Runnable listener) {
        changed = listener;
    }

    private void count() {
        ExperimentDraft draft = draft();
        size.set(draft.size(runs));
        double each = (double) draft.maxTokens() / Math.max(1, who(draft).size());
        double total = 0;
        for (String model : who(draft)) {
            double rate = candidates.stream().filter(candidate -> candidate.name().equals(model)).mapToDouble(Candidate::tokensPerSecond).findFirst().orElse(0);
            total += rate > 0 ? size.get() * each / rate : Double.NaN;
        }
        seconds.set(Double.isNaN(total) || size.get() == 0 ? 0 : Math.max(1, Math.round(total)));
        changed.run();
    }

    /// Networks that answer, as often as they answer beside each other.
    private List<String> who(ExperimentDraft draft) {
        ExperimentPlan read = draft.plan();
        return switch (draft.kind()) {
            case COMPARISON, PRECISION -> draft.models();
            case ADAPTERS, GRID, DESIGNER -> draft.base().isEmpty() ? List.of() : List.of(draft.base());
            case CHECKPOINTS -> runs.stream().filter(one -> one.name().equals(draft.run())).map(Run::model).toList();
            case PLAN -> read == null ? List.of() : read.subjects().stream().map(subject -> subject.model()).toList();
        };
    }

    /// Gives it a name that nobody has, unless somebody has typed one.
    ///
    /// @param stem what names of this kind begin with
    /// @param taken names that there are
    public void suggest(String stem, List<String> taken) {
        if (name.get().isBlank() || name.get().equals(suggested)) {
            int number = 1;
            while (taken.contains(stem + " " + number)) {
                number++;
            }
            suggested = stem + " " + number;
            name.set(suggested);
        }
    }

    /// Reads a plan as people write it.
    public void open(Path chosen) {
        runner.run(() -> service.plan(chosen), read -> {
            file.set(chosen);
            plan.set(read);
            problem.set(null);
            if (name.get().isBlank() || name.get().equals(suggested)) {
                suggested = read.title();
                name.set(suggested);
            }
        }, thrown -> {
            file.set(chosen);
            plan.set(null);
            problem.set(thrown);
        });
    }

    /// Reads own questions, a line each.
    public void ask(Path chosen) {
        runner.run(() -> service.lines(chosen), lines -> {
            usual.set(false);
            own.set(String.join("\n", lines));
            problem.set(null);
        }, problem::set);
    }

    /// Puts a folder or file of an adapter beside the base.
    public void put(Path adapter) {
        if (!adapters.contains(adapter)) {
            adapters.add(adapter);
        }
    }

    /// Forgets the name, so that the next one is new too.
    void begun() {
        name.set("");
        suggested = "";
    }

    public void tick(ObservableList<String> list, String one, boolean on) {
        if (on && !list.contains(one)) {
            list.add(one);
        } else if (!on) {
            list.remove(one);
        }
    }

    public ObservableList<Candidate> candidates() {
        return candidates;
    }

    public ObservableList<Run> runs() {
        return runs;
    }

    public ObjectProperty<Kind> kind() {
        return kind;
    }

    public StringProperty name() {
        return name;
    }

    public ObservableList<String> models() {
        return models;
    }

    public StringProperty base() {
        return base;
    }

    public ObservableList<Path> adapters() {
        return adapters;
    }

    public ObservableList<String> tuned() {
        return tuned;
    }

    public BooleanProperty bare() {
        return bare;
    }

    public StringProperty run() {
        return run;
    }

    public BooleanProperty usual() {
        return usual;
    }

    public StringProperty own() {
        return own;
    }

    public StringProperty seeds() {
        return seeds;
    }

    public StringProperty tokens() {
        return tokens;
    }

    public BooleanProperty paper() {
        return paper;
    }

    public StringProperty topPs() {
        return topPs;
    }

    public StringProperty temperatures() {
        return temperatures;
    }

    /// The file of the plan, null for none.
    public ReadOnlyObjectProperty<@Nullable Path> file() {
        return file.getReadOnlyProperty();
    }

    /// The plan in the file, null while it was not read.
    public ReadOnlyObjectProperty<@Nullable ExperimentPlan> plan() {
        return plan.getReadOnlyProperty();
    }

    /// Why a file or the networks could not be read, null for no problem.
    public ReadOnlyObjectProperty<@Nullable Throwable> problem() {
        return problem.getReadOnlyProperty();
    }

    /// How many answers it will make.
    public ReadOnlyLongProperty size() {
        return size.getReadOnlyProperty();
    }

    /// How long they take when each is as long as it may be; 0 while nobody knows.
    public ReadOnlyLongProperty seconds() {
        return seconds.getReadOnlyProperty();
    }
}
