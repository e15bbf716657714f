package org.doctorglm.ui.consult;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.dialogue.Dialogue;
import org.doctorglm.dialogue.DialogueRepository;
import org.doctorglm.dialogue.DialogueRepository.Hit;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.text.Formats.Age;
import org.jspecify.annotations.Nullable;

/// The list of consultations, all of them or those that hold the words searched for.
public final class HistoryViewModel {
    private static final int TYPING_PAUSE_MS = 150;

    /// A line of the list.
    public sealed interface Row {
        /// Heading of a group.
        record Head(Age age) implements Row { }

        /// @param excerpt the place found, null when nothing is searched
        record Item(Dialogue dialogue, @Nullable String excerpt) implements Row { }
    }

    private final DialogueRepository dialogues;
    private final TaskRunner runner;
    private final Function<Instant, Age> ages;
    private final Consumer<Throwable> failed;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final StringProperty search = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
    private int request;

    HistoryViewModel(DialogueRepository dialogues, TaskRunner runner, Function<Instant, Age> ages,
                     Consumer<Throwable> failed) {
        this.dialogues = dialogues;
        this.runner = runner;
        this.ages = ages;
        this.failed = failed;
        search.addListener((property, old, now) -> runner.debounce("history", TYPING_PAUSE_MS, this::refresh));
    }

    public ObservableList<Row> rows() {
        return rows;
    }

    public StringProperty search() {
        return search;
    }

    /// Whether the list has been read at all: before that, an empty one means nothing.
    public ReadOnlyBooleanProperty ready() {
        return ready.getReadOnlyProperty();
    }

    public boolean searching() {
        return !search.get().isBlank();
    }

    /// Reads the list again; an answer that comes after a newer request is dropped.
    public void refresh() {
        int mine = ++request;
        String words = search.get().strip();
        runner.run(() -> words.isEmpty() ? grouped(dialogues.list()) : found(dialogues.search(words)), list -> {
            if (mine == request) {
                rows.setAll(list);
                ready.set(true);
            }
        }, failed);
    }

    private List<Row> grouped(List<Dialogue> list) {
        List<Row> result = new ArrayList<>();
        Age last = null;
        for (Dialogue dialogue : list) {
            Age age = ages.apply(dialogue.updatedAt());
            if (age != last) {
                result.add(new Row.Head(age));
                last = age;
            }
            result.add(new Row.Item(dialogue, null));
        }
        return result;
    }

    private static List<Row> found(List<Hit> hits) {
        List<Row> result = new ArrayList<>();
        for (Hit hit : hits) {
            result.add(new Row.Item(hit.dialogue(), hit.excerpt()));
        }
        return result;
    }
}
