package org.doctorglm.ui.experiment;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.ExperimentPlan;
import org.doctorglm.experiment.Figure;
import org.doctorglm.experiment.FigureTable;
import org.doctorglm.experiment.Layout;
import org.doctorglm.export.ReviewTableExporter.Form;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.ui.task.TaskRunner;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.task.WorkKind;
import org.jspecify.annotations.Nullable;

/// Figures of stored answers, of one experiment or of several together: what makes a row, what a column, and which figure stands in the cells.
public final class ResultViewModel {
    private final ExperimentService service;
    private final TaskRunner runner;
    private final Work work;
    private final AnswersViewModel opened;
    private final ObservableList<String> names = FXCollections.observableArrayList();
    private final ObservableList<Axis> axes = FXCollections.observableArrayList();
    private final ObservableList<Figure> figures = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Axis> rows = new ReadOnlyObjectWrapper<>(Axis.SUBJECT);
    private final ReadOnlyObjectWrapper<@Nullable Axis> columns = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Figure> figure = new ReadOnlyObjectWrapper<>(Figure.DISTINCT_2);
    private final ReadOnlyObjectWrapper<@Nullable FigureTable> table = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
    private List<ExperimentAnswer> answers = List.of();
    private @Nullable ExperimentPlan plan;
    /// Counts what was asked for: what comes late is not shown.
    private int asked;
    private @Nullable Differences differences;
    private boolean again;
    private boolean reading;

    /// Answers, and the table made of them.
    private record Read(List<ExperimentAnswer> answers, List<Axis> axes, List<Figure> figures, Figure figure, @Nullable Differences differences,
                        @Nullable FigureTable table) {
    }

    ResultViewModel(ExperimentService service, TaskRunner runner, Work work) {
        this.service = service;
        this.runner = runner;
        this.work = work;
        opened = new AnswersViewModel(service, runner);
    }

    /// @param experiments empty for none
    void show(List<StoredExperiment> experiments) {
        opened.close();
        asked++;
        again = false;
        answers = List.of();
        table.set(null);
        problem.set(experiments.stream().map(StoredExperiment::damage).filter(java.util.Objects::nonNull).findFirst().orElse(null));
        plan = experiments.isEmpty() ? null : experiments.getFirst().plan();
        Layout layout = plan == null ? Layout.COMPARISON : plan.layout();
        Axis first = experiments.size() > 1 ? Axis.EXPERIMENT : Axis.rows(layout);
        rows.set(first);
        columns.set(experiments.size() == 1 && layout == Layout.GRID ? Axis.TEMPERATURE : null);
        names.setAll(experiments.stream().map(StoredExperiment::name).toList());
        loading.set(false);
        if (plan != null) {
            read();
        }
    }

    /// Reads anew when what is looked at has new answers.
    void refresh(String name) {
        if (names.contains(name)) {
            read();
        }
    }

    private void read() {
        if (loading.get()) {
            again = true;
            return;
        }
        compute(true);
    }

    /// @param fromDisk whether there may be new answers
    private void compute(boolean fromDisk) {
        int mine = ++asked;
        // What is asked for now is shown instead of what is still read: then it reads that too.
        reading = fromDisk || loading.get() && reading;
        boolean disk = reading;
        List<String> wanted = List.copyOf(names);
        List<ExperimentAnswer> known = answers;
        Axis down = rows.get();
        Axis across = columns.get();
        Figure shown = figure.get();
        loading.set(true);
        runner.run(() -> {
            List<ExperimentAnswer> all = disk ? service.answers(wanted) : known;
            return table(all, down, across, shown);
        }, read -> {
            if (mine == asked) {
                problem.set(null);
                show(read);
            }
        }, thrown -> {
            if (mine == asked) {
                loading.set(false);
                problem.set(thrown);
            }
        });
    }

    private static Read table(List<ExperimentAnswer> all, Axis down, @Nullable Axis across, Figure shown) throws java.io.IOException {
        List<Axis> axes = Arrays.stream(Axis.values()).filter(axis -> axis == down || axis == across || all.stream().map(axis::of).distinct().count() > 1).toList();
        List<Figure> figures = Measurable.of(all);
        Figure figure = figures.contains(shown) || figures.isEmpty() ? shown : figures.getFirst();
        FigureTable table = all.isEmpty() ? null : FigureTable.of(all, down, across == null ? down : across, across == null ? figures : List.of(figure));
        return new Read(all, axes, figures, figure, table == null || across != null ? null : Differences.of(all, down, figures), table);
    }

    private void show(Read read) {
        answers = read.answers();
        if (!axes.equals(read.axes())) {
            axes.setAll(read.axes());
        }
        if (!figures.equals(read.figures())) {
            figures.setAll(read.figures());
        }
        figure.set(read.figure());
        loading.set(false);
        differences = read.differences();
        table.set(read.table());
        if (again) {
            again = false;
            compute(true);
        }
    }

    /// @param across null for all figures beside each other; the same as down is none
    public void arrange(Axis down, @Nullable Axis across) {
        Axis other = across == down ? null : across;
        if (rows.get() != down || columns.get() != other) {
            rows.set(down);
            columns.set(other);
            compute(false);
        }
    }

    public void measure(Figure wanted) {
        if (figure.get() != wanted) {
            figure.set(wanted);
            compute(false);
        }
    }

    /// Shows the answers behind a cell.
    ///
    /// @param column empty where there is one column only
    public void open(String row, String column) {
        FigureTable now = table.get();
        if (now != null) {
            now.at(row, column).ifPresent(group -> opened.open(row, column, group.answers()));
        }
    }

    /// Puts answers into the reviewers' queue.
    ///
    /// @param done told how many
    public void review(List<ExperimentAnswer> chosen, IntConsumer done) {
        runner.run(() -> service.review(chosen), done::accept, problem::set);
    }

    /// Writes figures and answers to a file.
    public void export(Form form, boolean withAnswers, Path file, Consumer<Path> done) {
        Axis across = columns.get();
        List<String> wanted = List.copyOf(names);
        Axis down = rows.get();
        Work.Item item = work.begin(WorkKind.EXPORT, String.valueOf(file.getFileName()), new Cancellation());
        runner.run(() -> {
            service.export(wanted, down, across == null ? down : across, withAnswers, form, file);
            return file;
        }, written -> {
            item.close();
            problem.set(null);
            done.accept(written);
        }, thrown -> {
            item.close();
            problem.set(thrown);
        });
    }

    /// All answers that are looked at.
    public List<ExperimentAnswer> answers() {
        return answers;
    }

    /// Of the first that is looked at, null for none.
    public @Nullable ExperimentPlan plan() {
        return plan;
    }

    /// The answers behind a cell.
    public AnswersViewModel opened() {
        return opened;
    }

    /// What is looked at, empty for nothing.
    public ObservableList<String> names() {
        return names;
    }

    /// What can make rows and columns: along the others all answers are alike.
    public ObservableList<Axis> axes() {
        return axes;
    }

    /// What can be measured of these answers.
    public ObservableList<Figure> figures() {
        return figures;
    }

    public ReadOnlyObjectProperty<Axis> rows() {
        return rows.getReadOnlyProperty();
    }

    /// Null for all figures beside each other.
    public ReadOnlyObjectProperty<@Nullable Axis> columns() {
        return columns.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Figure> figure() {
        return figure.getReadOnlyProperty();
    }

    /// Null while there is none.
    public ReadOnlyObjectProperty<@Nullable FigureTable> table() {
        return table.getReadOnlyProperty();
    }

    /// How two groups differ pair by pair; null where the table has not two groups that can be paired. Changes with the table.
    @Nullable Differences differences() {
        return differences;
    }

    public ReadOnlyBooleanProperty loading() {
        return loading.getReadOnlyProperty();
    }

    /// Why it cannot be shown or written, null for no problem.
    public ReadOnlyObjectProperty<@Nullable Throwable> problem() {
        return problem.getReadOnlyProperty();
    }
}
