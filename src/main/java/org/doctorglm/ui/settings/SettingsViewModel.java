package org.doctorglm.ui.settings;

import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.doctorglm.consultation.ReadingSpeed;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.ui.settings.HomeService.HomeException;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.task.WorkKind;
import org.doctorglm.ui.text.Language;
import org.doctorglm.ui.theme.Appearance;
import org.doctorglm.ui.theme.Theme;
import org.jspecify.annotations.Nullable;

/// Choices that the window remembers, and the jobs on the home folder.
public final class SettingsViewModel {
    /// What the page is busy with.
    public enum State {
        READY, WORKING
    }

    /// How the last job ended.
    ///
    /// @param reason null when it went well
    public record Outcome(WorkKind job, HomeException.@Nullable Reason reason, String detail) {
    }

    private interface Job {
        void run(Work.Item progress, Cancellation cancellation) throws HomeException;
    }

    private static final String LANGUAGE = "language";
    private static final String THEME = "theme";
    private static final String PERCENT = "text.percent";

    private final UiSettings store;
    private final HomeService home;
    private final TaskRunner runner;
    private final Work work;
    private final Appearance appearance;
    private final ObjectProperty<Language> language;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.READY);
    private final ObjectProperty<@Nullable Outcome> outcome = new SimpleObjectProperty<>();

    public SettingsViewModel(UiSettings store, HomeService home, TaskRunner runner, Work work, Appearance appearance) {
        this.store = store;
        this.home = home;
        this.runner = runner;
        this.work = work;
        this.appearance = appearance;
        language = new SimpleObjectProperty<>(Language.of(store.get(LANGUAGE).orElse("")));
        appearance.theme().set(Theme.of(store.get(THEME).orElse("")));
        appearance.percent().set((int) Math.clamp(store.number(PERCENT, 100), Appearance.SMALLEST_PERCENT, Appearance.LARGEST_PERCENT));
        language.addListener((property, old, now) -> store.put(LANGUAGE, now.code()));
        appearance.theme().addListener((property, old, now) -> store.put(THEME, now.name()));
        appearance.percent().addListener((property, old, now) -> store.put(PERCENT, now.toString()));
    }

    public ObjectProperty<Language> language() {
        return language;
    }

    public Appearance appearance() {
        return appearance;
    }

    /// Seconds within which the first word of an answer should come.
    public double firstWordSeconds() {
        return store.number(ReadingSpeed.LIMIT, ReadingSpeed.DEFAULT_LIMIT_SECONDS);
    }

    public void setFirstWordSeconds(double seconds) {
        store.put(ReadingSpeed.LIMIT, Long.toString(Math.round(seconds)));
    }

    public HomeService home() {
        return home;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    public ObjectProperty<@Nullable Outcome> outcome() {
        return outcome;
    }

    public void backUp(Path file) {
        start(WorkKind.BACKUP, (item, cancellation) -> home.backUp(file, item, cancellation));
    }

    public void restore(Path file) {
        start(WorkKind.RESTORE, (item, cancellation) -> home.restore(file, item, cancellation));
    }

    public void move(Path folder) {
        start(WorkKind.MOVE, (item, cancellation) -> home.move(folder, item, cancellation));
    }

    public void openFolder() {
        runner.run(() -> {
            home.open();
            return true;
        }, done -> { }, thrown -> end(WorkKind.MOVE, thrown));
    }

    private void start(WorkKind kind, Job job) {
        if (state.get() != State.READY) {
            return;
        }
        state.set(State.WORKING);
        outcome.set(null);
        Cancellation cancellation = new Cancellation();
        Work.Item item = work.begin(kind, "", cancellation);
        runner.run(() -> {
            job.run(item, cancellation);
            return kind;
        }, done -> {
            item.close();
            end(kind, null);
        }, thrown -> {
            item.close();
            end(kind, thrown);
        });
    }

    private void end(WorkKind kind, @Nullable Throwable thrown) {
        state.set(State.READY);
        switch (thrown) {
            case null -> outcome.set(new Outcome(kind, null, ""));
            case CancellationException cancelled -> outcome.set(null);
            case HomeException known -> outcome.set(new Outcome(kind, known.reason(), known.detail()));
            default -> outcome.set(new Outcome(kind, HomeException.Reason.DISK, thrown.getClass().getSimpleName()));
        }
    }
}
