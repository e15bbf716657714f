package org.doctorglm.ui.review;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.feedback.FeedbackBundle;
import org.doctorglm.feedback.FeedbackCounts;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.ui.task.OrderedWork;
import org.jspecify.annotations.Nullable;

/// Feedback without names: looked at first, written when a person has said so.
public final class BundleViewModel {
    private final ReviewRepository disk;
    private final Function<String, Optional<Answer>> made;
    private final String version;
    private final OrderedWork work;
    private final Clock clock;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable State> state = new ReadOnlyObjectWrapper<>();
    private @Nullable FeedbackBundle prepared;

    /// What is to be said.
    public sealed interface State {
        record Prepared(FeedbackCounts counts) implements State { }

        record Written(Path file) implements State { }

        record Failed() implements State { }
    }

    /// @param made finds the answer of a consultation, for what made it
    /// @param version of the program
    BundleViewModel(ReviewRepository disk, Function<String, Optional<Answer>> made, String version, OrderedWork work, Clock clock) {
        this.disk = disk;
        this.made = made;
        this.version = version;
        this.work = work;
        this.clock = clock;
    }

    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /// Null before the first look.
    public ReadOnlyObjectProperty<@Nullable State> state() {
        return state.getReadOnlyProperty();
    }

    public void look() {
        if (!busy.get()) {
            busy.set(true);
            work.read(() -> FeedbackBundle.prepare(disk, made, version), bundle -> {
                prepared = bundle;
                ended(new State.Prepared(bundle.counts()));
            }, thrown -> ended(new State.Failed()));
        }
    }

    /// Writes exactly what was looked at.
    public void write(Path file) {
        FeedbackBundle bundle = prepared;
        if (bundle != null && !busy.get()) {
            busy.set(true);
            LocalDate day = LocalDate.now(clock);
            work.read(() -> {
                bundle.write(file, day);
                return file;
            }, written -> {
                prepared = null;
                ended(new State.Written(written));
            }, thrown -> ended(new State.Failed()));
        }
    }

    private void ended(State now) {
        busy.set(false);
        state.set(now);
    }
}
