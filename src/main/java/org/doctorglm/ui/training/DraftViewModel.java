package org.doctorglm.ui.training;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.lint.LintReport;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.MissingPart;
import org.doctorglm.profile.NewRun;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeText;
import org.doctorglm.training.StepTimes;
import org.doctorglm.training.TrainingCheck;
import org.doctorglm.training.TrainingException;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.task.WorkKind;
import org.doctorglm.ui.training.TrainingService.Base;
import org.doctorglm.ui.training.TrainingService.Room;
import org.jspecify.annotations.Nullable;

/// The first four steps: what is learned from, by which network, how, and what that will need. Remembered between two starts of the window.
public final class DraftViewModel {
    private final TrainingService service;
    private final TaskRunner runner;
    private final Work work;
    private final DraftMemory memory;
    private final ObservableList<Dataset> data = FXCollections.observableArrayList();
    private final ObservableList<Base> bases = FXCollections.observableArrayList();
    private final ObservableList<DepartmentProfile> profiles = FXCollections.observableArrayList();
    private final ObservableList<MissingPart> missing = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<TrainingDraft> draft;
    private final ReadOnlyObjectWrapper<@Nullable TrainingCheck> check = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable LintReport> lint = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable StepTimes> probe = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Room> room = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Work.@Nullable Item> linting = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper probing = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<Prices> prices;
    private final StringProperty name = new SimpleStringProperty("");
    private Cancellation looking = new Cancellation();

    DraftViewModel(TrainingService service, TaskRunner runner, Work work, DraftMemory memory) {
        this.service = service;
        this.runner = runner;
        this.work = work;
        this.memory = memory;
        this.draft = new ReadOnlyObjectWrapper<>(memory.draft());
        this.prices = new SimpleObjectProperty<>(memory.prices());
        prices.subscribe(memory::keep);
    }

    public ObservableList<Dataset> data() {
        return data;
    }

    public ObservableList<Base> bases() {
        return bases;
    }

    public ObservableList<DepartmentProfile> profiles() {
        return profiles;
    }

    /// What of the chosen profile is not on this computer as it should be.
    public ObservableList<MissingPart> missing() {
        return missing;
    }

    public ReadOnlyObjectProperty<TrainingDraft> draft() {
        return draft.getReadOnlyProperty();
    }

    /// What the recipe makes of the data; null while it is not known.
    public ReadOnlyObjectProperty<@Nullable TrainingCheck> check() {
        return check.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty checking() {
        return checking.getReadOnlyProperty();
    }

    /// What is wrong with the dialogues; null before it was looked for.
    public ReadOnlyObjectProperty<@Nullable LintReport> lint() {
        return lint.getReadOnlyProperty();
    }

    /// The search for what is wrong, null for none.
    public ReadOnlyObjectProperty<Work.@Nullable Item> linting() {
        return linting.getReadOnlyProperty();
    }

    /// Steps that were really taken; null while the recipe is not measured.
    public ReadOnlyObjectProperty<@Nullable StepTimes> probe() {
        return probe.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty probing() {
        return probing.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Room> room() {
        return room.getReadOnlyProperty();
    }

    /// Null when nothing is wrong.
    public ReadOnlyObjectProperty<@Nullable Throwable> problem() {
        return problem.getReadOnlyProperty();
    }

    public ObjectProperty<Prices> prices() {
        return prices;
    }

    /// Of the run to be, empty for one made of date and time.
    public StringProperty name() {
        return name;
    }

    /// Reads what can be chosen.
    void refresh() {
        runner.run(() -> new Choices(service.data(), service.bases(), service.profiles(), service.room()), now -> {
            data.setAll(now.data());
            bases.setAll(now.bases());
            profiles.setAll(now.profiles());
            room.set(now.room());
            forgetWhatIsGone();
        }, problem::set);
    }

    private record Choices(List<Dataset> data, List<Base> bases, List<DepartmentProfile> profiles, Room room) {
    }

    private void forgetWhatIsGone() {
        TrainingDraft now = draft.get();
        boolean set = now.data().isEmpty() || data.stream().anyMatch(one -> one.name().equals(now.data()));
        boolean base = now.model().isEmpty() || base().isPresent();
        boolean known = now.profile().isEmpty() || profile().isPresent();
        if (!set || !base || !known) {
            take(new TrainingDraft(set ? now.data() : "", base ? now.model() : "", now.recipe(), known ? now.profile() : ""));
        }
    }

    /// The network that was chosen.
    public Optional<Base> base() {
        return bases.stream().filter(one -> one.name().equals(draft.get().model())).findFirst();
    }

    /// The recipe as it is now; empty while a value is none.
    public Optional<Recipe> recipe() {
        try {
            return Optional.of(draft.get().effective());
        } catch (TrainingException e) {
            return Optional.empty();
        }
    }

    /// The profile that was chosen.
    public Optional<DepartmentProfile> profile() {
        return profiles.stream().filter(one -> one.name().equals(draft.get().profile())).findFirst();
    }

    /// Begins with what a profile says; what it does not say, or this computer lacks, stays as it is.
    ///
    /// @param name empty for no profile
    public void begin(String name) {
        Optional<DepartmentProfile> chosen = profiles.stream().filter(one -> one.name().equals(name)).findFirst();
        TrainingDraft now = draft.get();
        missing.clear();
        if (chosen.isEmpty()) {
            take(new TrainingDraft(now.data(), now.model(), now.recipe(), ""));
            return;
        }
        NewRun run = NewRun.of(chosen.get());
        String set = run.data().filter(wanted -> data.stream().anyMatch(one -> one.name().equals(wanted))).orElse(now.data());
        String model = run.model().filter(wanted -> bases.stream().anyMatch(one -> one.name().equals(wanted))).orElse(now.model());
        try {
            Map<String, String> recipe = run.recipe().isEmpty() ? now.recipe() : RecipeText.of(RecipeText.parse(run.recipe()));
            take(new TrainingDraft(set, model, recipe, name));
        } catch (TrainingException e) {
            problem.set(e);
            return;
        }
        lookForMissing(chosen.get());
    }

    private void lookForMissing(DepartmentProfile chosen) {
        Cancellation mine = looking;
        runner.run(() -> service.missing(chosen, mine), found -> {
            if (chosen.name().equals(draft.get().profile())) {
                missing.setAll(found);
            }
        }, this::say);
    }

    public void learnFrom(String set) {
        lint.set(null);
        take(new TrainingDraft(set, draft.get().model(), draft.get().recipe(), draft.get().profile()));
    }

    public void train(String model) {
        take(new TrainingDraft(draft.get().data(), model, draft.get().recipe(), draft.get().profile()));
    }

    /// Every value as a recipe has it.
    public void recipe(Map<String, String> values) {
        take(new TrainingDraft(draft.get().data(), draft.get().model(), values, draft.get().profile()));
    }

    public void recipe(Recipe preset) {
        recipe(RecipeText.of(preset));
    }

    /// Changes a value; where no recipe can have it, it is not taken and the problem says so.
    public void set(String key, String value) {
        set(Map.of(key, value));
    }

    public void set(Map<String, String> changes) {
        TrainingDraft changed = draft.get();
        for (Map.Entry<String, String> change : changes.entrySet()) {
            changed = changed.with(change.getKey(), change.getValue().strip());
        }
        try {
            recipe(RecipeText.of(changed.effective()));
        } catch (TrainingException e) {
            problem.set(e);
        }
    }

    void take(TrainingDraft now) {
        TrainingDraft before = draft.get();
        problem.set(null);
        if (now.equals(before)) {
            return;
        }
        looking.request();
        looking = new Cancellation();
        probe.set(null);
        probing.set(false);
        draft.set(now);
        memory.keep(now);
        if (!sameSamples(before, now)) {
            check.set(null);
            checking.set(false);
        }
    }

    private static boolean sameSamples(TrainingDraft before, TrainingDraft now) {
        return before.data().equals(now.data()) && before.model().equals(now.model())
                && List.of("prompt-tokens", "answer-tokens").stream().allMatch(key -> String.valueOf(before.recipe().get(key)).equals(now.recipe().get(key)));
    }

    /// Looks at what the recipe makes of the data, unless that is known.
    void look() {
        if (check.get() == null && !checking.get() && draft.get().complete()) {
            TrainingDraft asked = draft.get();
            Cancellation mine = looking;
            checking.set(true);
            background(mine, () -> service.check(asked, mine), check::set, () -> checking.set(false));
        }
    }

    /// Searches the dialogues for what is wrong with them; minutes for a large set.
    public void search() {
        if (linting.get() == null && !draft.get().data().isEmpty()) {
            String set = draft.get().data();
            Cancellation mine = new Cancellation();
            Work.Item item = work.begin(WorkKind.READ, set, mine);
            linting.set(item);
            runner.run(() -> service.lint(set, item, mine), found -> {
                item.close();
                linting.set(null);
                if (set.equals(draft.get().data())) {
                    lint.set(found);
                }
            }, thrown -> {
                item.close();
                linting.set(null);
                say(thrown);
            });
        }
    }

    /// Takes a few steps to see how long they are.
    public void measure() {
        TrainingCheck known = check.get();
        if (known != null && !probing.get()) {
            TrainingDraft asked = draft.get();
            Cancellation mine = looking;
            probing.set(true);
            background(mine, () -> service.probe(asked, known, mine), probe::set, () -> probing.set(false));
        }
    }

    private <T> void background(Cancellation mine, Callable<T> job, Consumer<T> done, Runnable ended) {
        problem.set(null);
        runner.run(job, result -> {
            if (mine == looking) {
                ended.run();
                done.accept(result);
            }
        }, thrown -> {
            if (mine == looking) {
                ended.run();
                say(thrown);
            }
        });
    }

    private void say(Throwable thrown) {
        if (!(thrown instanceof CancellationException)) {
            problem.set(thrown);
        }
    }

    void problem(@Nullable Throwable now) {
        problem.set(now);
    }
}
