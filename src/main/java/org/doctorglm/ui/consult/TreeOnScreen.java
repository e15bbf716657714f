package org.doctorglm.ui.consult;

import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.doctorglm.dialogue.DialogueRepository;
import org.doctorglm.dialogue.DialogueTree;
import org.doctorglm.ui.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// The consultation on screen as it was last read.
///
/// Reads end late and out of order: only the newest of the consultation that is still meant gets on screen.
final class TreeOnScreen {
    private final DialogueRepository dialogues;
    private final TaskRunner runner;
    private final Consumer<DialogueTree> shown;
    private final Runnable gone;
    private final Consumer<Throwable> failed;
    private final ReadOnlyObjectWrapper<@Nullable DialogueTree> tree = new ReadOnlyObjectWrapper<>();
    /// The consultation that is meant; its tree may still be on the way.
    private @Nullable String id;
    private int openings;
    private int reads;
    private int lastShown;

    /// @param shown gets each new tree
    /// @param gone when the consultation no longer exists
    TreeOnScreen(DialogueRepository dialogues, TaskRunner runner, Consumer<DialogueTree> shown, Runnable gone, Consumer<Throwable> failed) {
        this.dialogues = dialogues;
        this.runner = runner;
        this.shown = shown;
        this.gone = gone;
        this.failed = failed;
    }

    ReadOnlyObjectProperty<@Nullable DialogueTree> tree() {
        return tree.getReadOnlyProperty();
    }

    @Nullable String id() {
        return id;
    }

    /// Counts what was opened, so that what was begun for one consultation does not end in another.
    int openings() {
        return openings;
    }

    void openNew() {
        openings++;
        id = null;
        tree.set(null);
    }

    void open(String wanted) {
        openings++;
        id = wanted;
        read();
    }

    /// The new consultation on screen has got its id.
    void named(String given) {
        id = given;
    }

    void read() {
        String wanted = id;
        if (wanted == null) {
            return;
        }
        int mine = ++reads;
        int at = openings;
        runner.run(() -> dialogues.load(wanted), loaded -> {
            if (at == openings && mine > lastShown) {
                lastShown = mine;
                loaded.ifPresentOrElse(now -> {
                    tree.set(now);
                    shown.accept(now);
                }, gone);
            }
        }, failed);
    }
}
