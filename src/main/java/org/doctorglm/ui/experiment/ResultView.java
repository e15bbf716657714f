package org.doctorglm.ui.experiment;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.experiment.ExperimentPlan;
import org.doctorglm.experiment.FigureTable;
import org.doctorglm.experiment.Layout;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.control.WorkNodes;
import org.doctorglm.ui.experiment.StoredExperiment.State;
import org.doctorglm.ui.task.Work;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What came out of one experiment, or of several together: how far it is, the figures, and what can be done with the answers.
final class ResultView extends BorderPane {
    private final Desk desk;
    private final ExperimentViewModel model;
    private final ResultViewModel result;
    private final Label title = Controls.wrapped("", "headline", "experiment-title");
    private final Label about = Controls.wrapped("", "muted", "experiment-about");
    private final Label conditions = Controls.wrapped("", "muted", "small");
    private final FlowPane actions = new FlowPane(8, 8);
    private final VBox progress = new VBox(8);
    private final HBox problem = new HBox(8);
    private final Label problemWords = Controls.wrapped("", "experiments-problem");
    private final VBox figures = new VBox(12);
    private final Label noAnswers = Controls.wrapped("", "muted", "experiment-none");
    private final FigureGrid grid;
    private final ScrollPane scroll;
    private final Button goOn;
    private final Button review;
    private final Button export;

    ResultView(Desk desk, ExperimentViewModel model) {
        this.desk = desk;
        this.model = model;
        result = model.result();
        getStyleClass().add("experiment-result");
        goOn = Controls.primary(desk.say("experiments.goOn"), () -> model.chosen().stream().findFirst().ifPresent(model::goOn));
        goOn.getStyleClass().add("experiment-go-on");
        review = Controls.button(desk.say("experiments.review"), () -> review(desk, result), "experiment-review");
        export = Controls.button(desk.say("experiments.export"), () -> new ExportDialog(desk, result).open(), "experiment-export");
        Button remove = Controls.button(desk.say("experiments.remove"), this::remove, "experiment-remove");
        actions.getChildren().addAll(goOn, review, export, remove);
        actions.setAlignment(Pos.CENTER_LEFT);
        problem.getChildren().addAll(Controls.icon(Feather.ALERT_TRIANGLE), problemWords);
        problem.getStyleClass().addAll("note", "bad");
        problem.setAlignment(Pos.CENTER_LEFT);
        grid = new FigureGrid(desk, result);
        figures.getStyleClass().add("card");
        figures.getChildren().addAll(new ArrangementBar(desk, result), grid, Controls.wrapped(desk.say("experiments.hint"), "muted", "small"));
        progress.getStyleClass().add("card");
        VBox page = new VBox(14, new VBox(4, title, about, conditions), actions, progress, problem, noAnswers, figures);
        page.getStyleClass().add("page");
        scroll = new ScrollPane(page);
        scroll.setFitToWidth(true);
        Live.watch(this, result.names(), this::showHead);
        Live.watch(this, model.rows(), this::showHead);
        Live.watch(this, model.job(), this::showJob);
        Live.watch(this, model.problem(), now -> showProblem());
        Live.watch(this, result.problem(), now -> showProblem());
        Live.watch(this, result.loading(), now -> showTable(result.table().get()));
        Live.watch(this, result.table(), this::showTable);
        Live.watch(this, result.opened().place(), this::showPlace);
    }

    private void showPlace(AnswersViewModel.@Nullable Place place) {
        if (place != null) {
            setCenter(new AnswersView(desk, result));
        } else if (getCenter() != scroll) {
            // Whoever chose another experiment meanwhile stays in the list.
            boolean back = isFocusWithin();
            setCenter(scroll);
            if (back) {
                grid.focusCell();
            }
        }
    }

    private void showHead() {
        List<StoredExperiment> chosen = model.chosen();
        title.setText(String.join(" · ", result.names()));
        boolean one = chosen.size() == 1;
        StoredExperiment first = chosen.isEmpty() ? null : chosen.getFirst();
        ExperimentPlan plan = first == null ? null : first.plan();
        State state = first == null ? State.UNREADABLE : first.state(model.running().get());
        boolean busy = chosen.stream().map(row -> row.state(model.running().get())).anyMatch(each -> each == State.RUNNING || each == State.ELSEWHERE);
        about.setText(one && first != null ? about(first, state) : desk.say("experiments.together", String.valueOf(result.names().size())));
        conditions.setText(one && plan != null ? desk.say("experiments.plan", String.valueOf(plan.questions().size()), String.valueOf(plan.subjects().size() + plan.outside().size()),
                String.valueOf(plan.settings().size() * plan.designer().size()), String.valueOf(plan.seeds().size()))
                + desk.say(plan.afterTreatment() ? "experiments.conditions.program" : "experiments.conditions.paper")
                + (plan.layout() == Layout.GRID ? " " + desk.say("experiments.gridNote") : "") : "");
        visible(conditions, !conditions.getText().isEmpty());
        visible(goOn, one && state == State.PART);
        goOn.setDisable(!model.running().get().isEmpty());
        actions.getChildren().getLast().setDisable(busy);
        showTable(result.table().get());
    }

    private String about(StoredExperiment row, State state) {
        ExperimentPlan plan = row.plan();
        String words = desk.say(state);
        return plan == null ? words : desk.say(plan.layout()) + " · " + desk.formats().dayAndTime(row.begun()) + " · " + words + " · "
                + desk.say("experiments.answered", String.valueOf(Math.min(row.answered(), row.planned())), String.valueOf(row.planned()));
    }

    private void showJob(Work.@Nullable Item item) {
        boolean here = item != null && result.names().contains(item.name());
        visible(progress, here);
        progress.getChildren().clear();
        if (item != null && here) {
            WorkNodes nodes = new WorkNodes(desk, item);
            progress.getChildren().addAll(nodes.bar(), nodes.row(nodes.amount(done -> desk.say("experiments.answered", String.valueOf(done), String.valueOf(item.total())),
                    "experiment-amount"), model::cancel, "experiment-stop"));
        }
        showHead();
    }

    private void showProblem() {
        Throwable now = result.problem().get() != null ? result.problem().get() : model.problem().get();
        visible(problem, now != null);
        problemWords.setText(now == null ? "" : new ExperimentWords(desk).of(now));
    }

    private void showTable(@Nullable FigureTable table) {
        visible(figures, table != null);
        boolean silent = table == null && result.problem().get() == null;
        visible(noAnswers, silent);
        noAnswers.setText(silent ? desk.say(result.loading().get() ? "experiments.calculating" : "experiments.noAnswers") : "");
        review.setDisable(table == null);
        export.setDisable(table == null);
        if (table != null) {
            grid.show(table);
        }
        showRunning();
    }

    /// A change of what is chosen shows or hides the bar of what runs.
    private void showRunning() {
        Work.Item item = model.job().get();
        if (progress.isVisible() != (item != null && result.names().contains(item.name()))) {
            showJob(item);
        }
    }

    static void review(Desk desk, ResultViewModel result) {
        result.review(result.answers(), count -> desk.layer().toast(desk.say("experiments.reviewed", String.valueOf(count))));
    }

    private void remove() {
        List<String> names = List.copyOf(result.names());
        long answers = model.chosen().stream().mapToLong(StoredExperiment::answered).sum();
        desk.layer().confirm(desk.say("experiments.remove.title"), desk.say("experiments.remove.words", String.join(desk.say("experiments.and"), names), String.valueOf(answers)),
                desk.say("experiments.remove"), desk.say("cancel"), () -> model.remove(names));
    }

    private static void visible(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
