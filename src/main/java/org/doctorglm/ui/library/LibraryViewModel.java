package org.doctorglm.ui.library;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.consultation.Coverage;
import org.doctorglm.knowledge.EntryDraft;
import org.doctorglm.knowledge.EntryException;
import org.doctorglm.knowledge.EntryNote;
import org.doctorglm.knowledge.EntryProblem;
import org.doctorglm.knowledge.EntryVersion;
import org.doctorglm.knowledge.LibraryEditor;
import org.doctorglm.knowledge.LibraryEntry;
import org.doctorglm.ui.library.importing.ImportViewModel;
import org.doctorglm.ui.settings.UiSettings;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.task.Work;
import org.jspecify.annotations.Nullable;

/// What the library page shows and does. Everything that touches the library runs in the background, so that the window never waits for it.
public final class LibraryViewModel {
    /// What is on the right side.
    public enum Mode {
        READING, EDITING, HISTORY, COMPARING, COVERAGE, IMPORTING
    }

    /// How the last change ended.
    public enum Outcome {
        SAVED, UNCHANGED, RESTORED, HIDDEN, SHOWN, DELETED, REVIEWED, REVIEW_WITHDRAWN, NOTED,
        /// Storage refused; nothing has changed.
        NOT_STORED
    }

    /// An entry with what belongs to it.
    ///
    /// @param linked entries that it names as related or confused, by id
    /// @param history newest first
    public record Shown(LibraryEntry entry, Map<String, LibraryEntry> linked, List<EntryVersion> history, @Nullable EntryNote note) {
    }

    static final String REVIEWER = "reviewer";
    private static final int TYPING_PAUSE_MS = 80;
    private static final int LONGEST_NAME = 60;

    private final LibraryService service;
    private final TaskRunner runner;
    private final UiSettings settings;
    private final ObservableList<LibraryEntry> rows = FXCollections.observableArrayList();
    private final ObservableList<String> departments = FXCollections.observableArrayList();
    private final ObservableList<EntryProblem> problems = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<LibraryFilter> filter = new ReadOnlyObjectWrapper<>(LibraryFilter.ALL);
    private final ReadOnlyObjectWrapper<Mode> mode = new ReadOnlyObjectWrapper<>(Mode.READING);
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable LibraryEntry> other = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable EntryDraft> draft = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Coverage> coverage = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<@Nullable Outcome> outcome = new SimpleObjectProperty<>();
    private final ImportViewModel imports;
    private int wanted;
    private int total;

    public LibraryViewModel(LibraryService service, TaskRunner runner, Work work, UiSettings settings) {
        this.service = service;
        this.runner = runner;
        this.settings = settings;
        this.imports = new ImportViewModel(service, runner, work, settings, this::imported);
    }

    /// Bringing in entries of others.
    public ImportViewModel imports() {
        return imports;
    }

    public ObservableList<LibraryEntry> rows() {
        return rows;
    }

    /// How many entries there are in all, as of the last change of [#rows()].
    public int total() {
        return total;
    }

    /// Departments that entries name, those with most entries first.
    public ObservableList<String> departments() {
        return departments;
    }

    /// What is wrong with the entry that was to be stored.
    public ObservableList<EntryProblem> problems() {
        return problems;
    }

    public ReadOnlyObjectProperty<LibraryFilter> filter() {
        return filter.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Mode> mode() {
        return mode.getReadOnlyProperty();
    }

    /// Null while none was chosen.
    public ReadOnlyObjectProperty<@Nullable Shown> shown() {
        return shown.getReadOnlyProperty();
    }

    /// The entry on the other side of a comparison, null until it is chosen.
    public ReadOnlyObjectProperty<@Nullable LibraryEntry> other() {
        return other.getReadOnlyProperty();
    }

    /// What is being typed; null when nothing is edited.
    public ReadOnlyObjectProperty<@Nullable EntryDraft> draft() {
        return draft.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Coverage> coverage() {
        return coverage.getReadOnlyProperty();
    }

    public ObjectProperty<@Nullable Outcome> outcome() {
        return outcome;
    }

    /// The name under which changes are stored, empty until it was given once.
    public String reviewer() {
        return settings.get(REVIEWER).orElse("");
    }

    public void setReviewer(String name) {
        String clean = name.replaceAll("\\p{Cntrl}+", " ").strip();
        settings.put(REVIEWER, clean.substring(0, Math.min(LONGEST_NAME, clean.length())));
    }

    /// Lists the entries again, as after an import.
    public void refresh() {
        list(true);
    }

    public void filter(LibraryFilter now) {
        filter.set(now);
        runner.debounce("library", TYPING_PAUSE_MS, () -> list(false));
    }

    private void list(boolean withDepartments) {
        LibraryFilter now = filter.get();
        record Listed(List<LibraryEntry> rows, int total, List<String> departments) { }
        runner.run(() -> {
            List<LibraryEntry> all = service.editor().library().entries();
            return new Listed(now.of(all), (int) all.stream().filter(entry -> !entry.hidden()).count(), withDepartments ? departments(all) : List.of());
        }, listed -> {
            if (now == filter.get()) {
                total = listed.total();
                rows.setAll(listed.rows());
            }
            if (withDepartments && !departments.equals(listed.departments())) {
                departments.setAll(listed.departments());
            }
        }, thrown -> outcome.set(Outcome.NOT_STORED));
    }

    private static List<String> departments(List<LibraryEntry> all) {
        Map<String, Long> counts = all.stream().flatMap(entry -> entry.disease().departments().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey).toList();
    }

    /// Shows an entry; while two are compared, it becomes the other one. What is being typed stays on screen.
    public void open(String entryId) {
        switch (mode.get()) {
            case COMPARING -> runner.run(() -> service.editor().library().entry(entryId), found -> other.set(found.orElse(null)), this::failed);
            case READING, HISTORY, COVERAGE, IMPORTING -> show(entryId, Mode.READING);
            case EDITING -> {
                // The list is disabled meanwhile.
            }
        }
    }

    private void show(String entryId, Mode then) {
        int call = ++wanted;
        runner.run(() -> read(entryId), found -> {
            if (call == wanted) {
                shown.set(found);
                mode.set(then);
            }
        }, this::failed);
    }

    private @Nullable Shown read(String entryId) throws Exception {
        LibraryEditor editor = service.editor();
        LibraryEntry entry = editor.library().entry(entryId).orElse(null);
        if (entry == null) {
            return null;
        }
        Map<String, LibraryEntry> linked = List.of(entry.disease().confusedWith(), entry.disease().background().related()).stream().flatMap(List::stream).distinct()
                .flatMap(id -> editor.library().entry(id).stream()).collect(Collectors.toMap(LibraryEntry::id, Function.identity()));
        return new Shown(entry, linked, editor.history(entryId), editor.note(entryId).orElse(null));
    }

    public void history() {
        mode.set(Mode.HISTORY);
    }

    public void compare() {
        other.set(null);
        mode.set(Mode.COMPARING);
    }

    /// Compares with an entry that is known already.
    public void compareWith(String entryId) {
        compare();
        open(entryId);
    }

    public void back() {
        draft.set(null);
        problems.clear();
        mode.set(Mode.READING);
    }

    public void showCoverage() {
        mode.set(Mode.COVERAGE);
        runner.run(service::coverage, coverage::set, this::failed);
    }

    public void showImport() {
        imports.open();
        mode.set(Mode.IMPORTING);
    }

    /// Lists what an import brought.
    public void showImported() {
        filter(new LibraryFilter("", null, LibraryFilter.Reviewed.ANY, LibraryFilter.From.IMPORTED));
        mode.set(Mode.READING);
    }

    /// After an import, and after one was taken back: the entry on screen may be another one now, or gone.
    private void imported() {
        Shown now = shown.get();
        list(true);
        // A form that is being filled in stays as it is.
        if (now != null && mode.get() != Mode.EDITING) {
            show(now.entry().id(), mode.get());
        }
    }

    public void edit() {
        Shown now = shown.get();
        if (now != null) {
            begin(LinkNames.toNames(EntryDraft.of(now.entry().disease()), now.linked()));
        }
    }

    public void create() {
        begin(EntryDraft.empty());
    }

    private void begin(EntryDraft fresh) {
        problems.clear();
        outcome.set(null);
        draft.set(fresh);
        mode.set(Mode.EDITING);
    }

    /// Stores what was typed; where something is wrong, [#problems()] says what, and the form stays.
    public void save() {
        EntryDraft typed = draft.get();
        if (typed == null) {
            return;
        }
        String author = reviewer();
        record Saved(String id, Outcome outcome) { }
        runner.run(() -> {
            LibraryEditor editor = service.editor();
            var entry = LinkNames.toIds(typed, editor.library()).disease();
            if (entry.id().isEmpty()) {
                return new Saved(editor.create(entry, author), Outcome.SAVED);
            }
            int before = editor.library().entry(entry.id()).map(LibraryEntry::version).orElse(0);
            editor.save(entry, author);
            int after = editor.library().entry(entry.id()).map(LibraryEntry::version).orElse(0);
            return new Saved(entry.id(), after == before ? Outcome.UNCHANGED : Outcome.SAVED);
        }, saved -> {
            back();
            changed(saved.id(), saved.outcome(), Mode.READING);
        }, this::failed);
    }

    public void restore(int version) {
        change(Outcome.RESTORED, Mode.HISTORY, (editor, id) -> editor.restore(id, version, reviewer()));
    }

    public void hide(boolean hidden) {
        change(hidden ? Outcome.HIDDEN : Outcome.SHOWN, Mode.READING, (editor, id) -> editor.hide(id, hidden, reviewer()));
    }

    public void review(boolean reviewed) {
        change(reviewed ? Outcome.REVIEWED : Outcome.REVIEW_WITHDRAWN, Mode.READING, (editor, id) -> editor.review(id, reviewed, reviewer()));
    }

    public void note(String text) {
        change(Outcome.NOTED, Mode.READING, (editor, id) -> editor.note(id, text, reviewer()));
    }

    public void delete() {
        change(Outcome.DELETED, Mode.READING, LibraryEditor::delete);
    }

    private interface Change {
        void make(LibraryEditor editor, String entryId) throws EntryException;
    }

    private void change(Outcome done, Mode then, Change change) {
        Shown now = shown.get();
        if (now == null) {
            return;
        }
        problems.clear();
        Callable<String> job = () -> {
            change.make(service.editor(), now.entry().id());
            return now.entry().id();
        };
        runner.run(job, id -> changed(id, done, then), this::failed);
    }

    private void changed(String entryId, Outcome how, Mode then) {
        outcome.set(how);
        show(entryId, then);
        list(true);
    }

    private void failed(Throwable thrown) {
        if (thrown instanceof EntryException refused) {
            problems.setAll(refused.problems());
        } else {
            outcome.set(Outcome.NOT_STORED);
        }
    }
}
