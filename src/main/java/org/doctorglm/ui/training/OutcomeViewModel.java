package org.doctorglm.ui.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
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
import org.doctorglm.training.Probe;
import org.doctorglm.training.RunCheckpoints;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.task.WorkKind;
import org.doctorglm.ui.training.TrainingService.Published;
import org.jspecify.annotations.Nullable;

/// What became of a run: one of its checkpoints, measured and compared with the base, and the pack that is made of it.
public final class OutcomeViewModel {
    private final TrainingService service;
    private final TaskRunner runner;
    private final Work work;
    private final Runnable published;
    private final ObservableList<Long> checkpoints = FXCollections.observableArrayList();
    private final LongProperty checkpoint = new SimpleLongProperty();
    private final ReadOnlyObjectWrapper<@Nullable Gain> gain = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Blind> answers = FXCollections.observableArrayList();
    private final BooleanProperty blind = new SimpleBooleanProperty();
    private final ObjectProperty<Precision> precision = new SimpleObjectProperty<>(Precision.INT4);
    private final StringProperty name = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable Path> base = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable Published> publication = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Work.@Nullable Item> busy = new ReadOnlyObjectWrapper<>();
    private @Nullable RunRow row;

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

    /// Folder of the checkpoint that a rounded base was made of, null for none.
    public ObjectProperty<@Nullable Path> base() {
        return base;
    }

    /// What came out; null before.
    public ReadOnlyObjectProperty<@Nullable Published> publication() {
        return publication.getReadOnlyProperty();
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
        answers.clear();
        base.set(null);
        publication.set(null);
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

    /// The probes, and a question of one's own.
    public void compare(String own) {
        List<String> questions = new ArrayList<>();
        if (own.isBlank()) {
            Probe.USUAL.forEach(probe -> questions.add(probe.question()));
        } else {
            questions.add(own.strip());
        }
        begin(WorkKind.COMPARE, (run, item, cancellation) -> service.compare(run.run(), checkpoint.get(), questions, cancellation), found -> {
            List<Blind> sides = new ArrayList<>();
            for (Compared one : found) {
                // A side that depends on nothing but the question: asked again, nothing has moved.
                sides.add(new Blind(one, blind.get() && (one.question().hashCode() >>> 3 & 1) == 0, 0));
            }
            answers.addAll(0, sides);
        });
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
        begin(WorkKind.PUBLISH, (run, item, cancellation) -> service.publish(run.run(), checkpoint.get(), base.get(), precision.get(), wanted, item, cancellation),
                made -> {
                    publication.set(made);
                    published.run();
                });
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
