package org.doctorglm.ui.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.training.LocalTraining.Compared;
import org.doctorglm.training.LocalTraining.Gain;
import org.doctorglm.training.MetricTable;
import org.doctorglm.training.Probe;
import org.doctorglm.training.RunCheckpoints;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.task.WorkKind;
import org.doctorglm.ui.training.TrainingService.Published;
import org.jspecify.annotations.Nullable;

/// What became of a run: one of its checkpoints, measured and compared with the base, and the pack that is made of it.
public final class OutcomeViewModel {
    /// Held-out questions that can be asked for the table of figures: more take longer and narrow the intervals.
    static final List<Integer> QUESTIONS = List.of(20, 50, 100, 200);

    private final TrainingService service;
    private final TaskRunner runner;
    private final Work work;
    private final Runnable published;
    private final ObservableList<Long> checkpoints = FXCollections.observableArrayList();
    private final LongProperty checkpoint = new SimpleLongProperty();
    private final ReadOnlyObjectWrapper<@Nullable Gain> gain = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable MetricTable> metrics = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Integer> questions = new SimpleObjectProperty<>(QUESTIONS.getFirst());
    private final ObservableList<Blind> answers = FXCollections.observableArrayList();
    private final BooleanProperty blind = new SimpleBooleanProperty();
    private final ObjectProperty<Precision> precision = new SimpleObjectProperty<>(Precision.INT4);
    private final StringProperty name = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper whole = new ReadOnlyBooleanWrapper();
    private final ObjectProperty<@Nullable Path> base = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable Published> publication = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Work.@Nullable Item> busy = new ReadOnlyObjectWrapper<>();
    private final StringProperty profileName = new SimpleStringProperty("");
    private final StringProperty profileDepartments = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper profile = new ReadOnlyStringWrapper("");
    private @Nullable RunRow row;
    /// Of the checkpoint that the publication was made of; another may be looked at meanwhile.
    private long publishedStep;

    /// A comparison, and on which side the tuned network stands.
    ///
    /// @param chosen side that somebody took for the better one: 0 for none yet, 1 or 2, or [#NEITHER]
    public record Blind(Compared compared, boolean tunedFirst, int chosen) {
        /// Somebody looked, and neither was the better one.
        public static final int NEITHER = 3;

        /// @param side 1 or 2
        public String text(int side) {
            return (side == 1) == tunedFirst ? compared.tuned() : compared.base();
        }

        public boolean tuned(int side) {
            return (side == 1) == tunedFirst;
        }
    }

    OutcomeViewModel(TrainingService service, TaskRunner runner, Work work, Runnable published) {
        this.service = service;
        this.runner = runner;
        this.work = work;
        this.published = published;
        checkpoint.subscribe(now -> gain.set(null));
    }

    /// Steps with a checkpoint.
    public ObservableList<Long> checkpoints() {
        return checkpoints;
    }

    /// The one that is looked at, 0 for the best.
    public LongProperty checkpoint() {
        return checkpoint;
    }

    /// Null before it was measured.
    public ReadOnlyObjectProperty<@Nullable Gain> gain() {
        return gain.getReadOnlyProperty();
    }

    /// Overlap of the base's and each checkpoint's answers with held-out ones; null before it was counted.
    public ReadOnlyObjectProperty<@Nullable MetricTable> metrics() {
        return metrics.getReadOnlyProperty();
    }

    /// How many held-out questions are asked for it.
    public ObjectProperty<Integer> questions() {
        return questions;
    }

    public ObservableList<Blind> answers() {
        return answers;
    }

    /// Whether it is hidden which answer is whose until one was chosen.
    public BooleanProperty blind() {
        return blind;
    }

    public ObjectProperty<Precision> precision() {
        return precision;
    }

    /// Of the pack to be.
    public StringProperty name() {
        return name;
    }

    /// Whether the run trained the whole network: what comes out is a checkpoint, no adapter.
    public ReadOnlyBooleanProperty whole() {
        return whole.getReadOnlyProperty();
    }

    /// Folder of the checkpoint that a rounded base was made of, null for none.
    public ObjectProperty<@Nullable Path> base() {
        return base;
    }

    /// What came out; null before.
    public ReadOnlyObjectProperty<@Nullable Published> publication() {
        return publication.getReadOnlyProperty();
    }

    /// Of the department profile to be.
    public StringProperty profileName() {
        return profileName;
    }

    /// Departments of the profile to be, apart by 、 or a comma.
    public StringProperty profileDepartments() {
        return profileDepartments;
    }

    /// Name of the department profile that was made of the pack; empty before.
    public ReadOnlyStringProperty profile() {
        return profile.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Throwable> problem() {
        return problem.getReadOnlyProperty();
    }

    /// What is going on, null for nothing.
    public ReadOnlyObjectProperty<Work.@Nullable Item> busy() {
        return busy.getReadOnlyProperty();
    }

    void about(RunRow now) {
        row = now;
        checkpoint.set(now.best().map(best -> best.step()).orElse(0L));
        gain.set(null);
        metrics.set(null);
        answers.clear();
        base.set(null);
        whole.set(now.file().whole());
        publication.set(null);
        profile.set("");
        problem.set(null);
        name.set(now.name() + "-" + precision.get().key());
        refresh();
    }

    /// Whether the run that is looked at was made on a network that can be merged into as it is.
    public boolean baseIsUnrounded(List<TrainingService.Base> bases) {
        RunRow now = row;
        return now != null && bases.stream().anyMatch(one -> one.name().equals(now.file().model()) && one.unrounded());
    }

    /// Reads which checkpoints there are.
    void refresh() {
        RunRow now = row;
        if (now != null) {
            runner.run(() -> new RunCheckpoints(now.run()).steps(), found -> {
                checkpoints.setAll(found);
                if (!found.contains(checkpoint.get()) && !found.isEmpty()) {
                    checkpoint.set(now.best().map(best -> best.step()).filter(found::contains).orElse(found.getLast()));
                }
            }, problem::set);
        }
    }

    public void take(Precision wanted) {
        RunRow now = row;
        if (now != null && name.get().equals(now.name() + "-" + precision.get().key())) {
            name.set(now.name() + "-" + wanted.key());
        }
        precision.set(wanted);
    }

    /// Measures the whole held-out part with and without the adapter.
    public void measure() {
        begin(WorkKind.MEASURE, (run, item, cancellation) -> service.gain(run.run(), checkpoint.get(), cancellation), gain::set);
    }

    /// Lets the base and each checkpoint answer held-out questions.
    public void count() {
        int most = questions.get();
        begin(WorkKind.MEASURE, (run, item, cancellation) -> service.metrics(run.run(), most, cancellation), metrics::set);
    }

    /// The probes, and a question of one's own.
    public void compare(String own) {
        if (own.isBlank()) {
            begin(WorkKind.COMPARE, (run, item, cancellation) -> service.compare(run.run(), checkpoint.get(),
                    run.run().probes().stream().map(Probe::question).toList(), cancellation), this::compared);
        } else {
            begin(WorkKind.COMPARE, (run, item, cancellation) -> service.compare(run.run(), checkpoint.get(), List.of(own.strip()), cancellation), this::compared);
        }
    }

    private void compared(List<Compared> found) {
        List<Blind> sides = new ArrayList<>();
        for (Compared one : found) {
            // A side that depends on nothing but the question: asked again, nothing has moved.
            sides.add(new Blind(one, blind.get() && (one.question().hashCode() >>> 3 & 1) == 0, 0));
        }
        answers.addAll(0, sides);
    }

    /// @param side 1, 2 or [Blind#NEITHER]
    public void choose(Blind pair, int side) {
        int index = answers.indexOf(pair);
        if (index >= 0) {
            answers.set(index, new Blind(pair.compared(), pair.tunedFirst(), side));
        }
    }

    public void export(Path folder, Runnable done) {
        begin(WorkKind.EXPORT, (run, item, cancellation) -> {
            service.export(run.run(), checkpoint.get(), folder.resolve(run.name()));
            return folder;
        }, ignored -> done.run());
    }

    public void publish() {
        String wanted = name.get().strip();
        publication.set(null);
        profile.set("");
        long step = checkpoint.get();
        begin(WorkKind.PUBLISH, (run, item, cancellation) -> service.publish(run.run(), step, base.get(), precision.get(), wanted, item, cancellation),
                made -> {
                    publication.set(made);
                    publishedStep = step;
                    published.run();
                    if (made.passed()) {
                        suggestProfile();
                    }
                });
    }

    /// The department as the data set names it.
    private void suggestProfile() {
        RunRow now = row;
        if (now != null) {
            runner.run(() -> service.departments(now.file().data()), found -> {
                profileDepartments.set(String.join("、", found));
                profileName.set(found.size() == 1 ? found.getFirst() : now.file().data());
            }, problem::set);
        }
    }

    /// Ties the new pack to what it was made of, for the consultation page.
    public void saveProfile() {
        Published made = publication.get();
        if (made != null && made.passed()) {
            String wanted = profileName.get().strip();
            List<String> departments = java.util.Arrays.stream(profileDepartments.get().split("[、,，;；]")).map(String::strip).filter(word -> !word.isEmpty())
                    .distinct().toList();
            begin(WorkKind.READ, (run, item, cancellation) -> {
                service.saveProfile(wanted, departments, run.run(), publishedStep, made.pack(), cancellation);
                return wanted;
            }, profile::set);
        }
    }

    /// Copies the new pack to a folder, for another computer.
    public void copyOut(Path folder, Runnable done) {
        Published made = publication.get();
        if (made != null && made.passed()) {
            begin(WorkKind.EXPORT, (run, item, cancellation) -> {
                service.copyOut(made.pack(), folder, item, cancellation);
                return made;
            }, ignored -> done.run());
        }
    }

    /// Lets the new pack answer.
    public void use(Runnable then) {
        Published made = publication.get();
        if (made != null && made.passed()) {
            begin(WorkKind.READ, (run, item, cancellation) -> {
                service.use(made.pack());
                return made;
            }, ignored -> {
                published.run();
                then.run();
            });
        }
    }

    @FunctionalInterface
    private interface Job<T> {
        T run(RunRow run, Work.Item item, Cancellation cancellation) throws Exception;
    }

    private <T> void begin(WorkKind kind, Job<T> job, java.util.function.Consumer<T> done) {
        RunRow now = row;
        if (now == null || busy.get() != null) {
            return;
        }
        Cancellation cancellation = new Cancellation();
        Work.Item item = work.begin(kind, now.name(), cancellation);
        busy.set(item);
        problem.set(null);
        runner.run(() -> job.run(now, item, cancellation), result -> {
            end(item);
            if (now == row || row != null && row.name().equals(now.name())) {
                done.accept(result);
            }
        }, thrown -> {
            end(item);
            if (!(thrown instanceof CancellationException)) {
                problem.set(thrown);
            }
        });
    }

    private void end(Work.Item item) {
        item.close();
        busy.set(null);
    }
}
