package org.doctorglm.ui.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.training.RunFigures;
import org.doctorglm.ui.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// Runs that are laid side by side: which were ticked, and what became of them.
public final class ComparisonViewModel {
    /// More curves than this are not told apart.
    public static final int MOST = RunSign.values().length;
    private static final int FEWEST = 2;

    private final TaskRunner runner;
    private final ObservableList<RunRow> runs;
    private final ObservableList<String> ticked = FXCollections.observableArrayList();
    private final ObservableList<Compared> compared = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper shown = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
    private boolean reading;

    /// A run with its curve.
    ///
    /// @param sign stays with a run while it is ticked
    record Compared(RunRow row, RunFigures figures, RunSign sign) {
        /// Held-out loss of the last look.
        Optional<Double> last() {
            return figures.heldOut().isEmpty() ? Optional.empty() : Optional.of(figures.heldOut().getLast().value());
        }
    }

    /// @param runs that there are, as the list shows them
    ComparisonViewModel(TaskRunner runner, ObservableList<RunRow> runs) {
        this.runner = runner;
        this.runs = runs;
    }

    /// Names, in the order in which they were ticked.
    public ObservableList<String> ticked() {
        return ticked;
    }

    ObservableList<Compared> compared() {
        return compared;
    }

    /// Whether the curves are on the page.
    public ReadOnlyBooleanProperty shown() {
        return shown.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Throwable> problem() {
        return problem.getReadOnlyProperty();
    }

    boolean mayTick(String name) {
        return ticked.contains(name) || ticked.size() < MOST;
    }

    boolean mayShow() {
        return ticked.size() >= FEWEST;
    }

    public void tick(String name, boolean wanted) {
        if (!wanted) {
            ticked.remove(name);
        } else if (!ticked.contains(name) && mayTick(name)) {
            ticked.add(name);
        }
        if (!mayShow()) {
            hide();
        }
        look();
    }

    public void show() {
        if (mayShow()) {
            shown.set(true);
            look();
        }
    }

    public void hide() {
        shown.set(false);
    }

    /// Reads the events of the ticked runs, while their curves are on the page.
    void look() {
        ticked.removeIf(name -> runs.stream().noneMatch(row -> row.name().equals(name)));
        if (!shown.get() || reading) {
            return;
        }
        List<RunRow> wanted = new ArrayList<>();
        ticked.forEach(name -> runs.stream().filter(row -> row.name().equals(name)).findFirst().ifPresent(wanted::add));
        reading = true;
        runner.run(() -> read(wanted), found -> {
            reading = false;
            problem.set(null);
            if (!compared.equals(found)) {
                compared.setAll(found);
            }
            if (!found.stream().map(one -> one.row().name()).toList().equals(ticked)) {
                // Somebody ticked meanwhile.
                look();
            }
        }, thrown -> {
            reading = false;
            problem.set(thrown);
        });
    }

    private static List<Compared> read(List<RunRow> wanted) throws java.io.IOException {
        List<Compared> read = new ArrayList<>();
        for (RunRow row : wanted) {
            read.add(new Compared(row, RunFigures.of(row.run().events()), RunSign.values()[read.size()]));
        }
        return read;
    }
}
