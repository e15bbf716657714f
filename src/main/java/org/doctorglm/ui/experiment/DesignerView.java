package org.doctorglm.ui.experiment;

import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.experiment.DesignerExperiment.Figure;
import org.doctorglm.experiment.DesignerExperiment.Pair;
import org.doctorglm.experiment.DesignerExperiment.Report;
import org.doctorglm.experiment.DesignerExperiment.Side;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.experiment.DesignerViewModel.State;
import org.doctorglm.ui.task.Work;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Research question 4 as a page: three figures with and without the designer, and every pair of answers behind them.
final class DesignerView extends VBox {
    private final Desk desk;
    private final DesignerViewModel model;
    private final Button start;
    private final Button cancel;
    private final ProgressBar bar = new ProgressBar();
    private final Label left = Controls.label("", "muted", "small");
    private final Label outcome = Controls.wrapped("", "experiment-outcome");
    private final VBox figures = new VBox(10);
    private final ListView<Pair> pairs = new ListView<>();
    private final HBox sides = new HBox(16);
    private final HBox answers = new HBox(16, pairs, sides);

    public DesignerView(Desk desk, DesignerViewModel model) {
        super(14);
        this.desk = desk;
        this.model = model;
        getStyleClass().addAll("page", "experiment");
        ComboBox<Integer> count = new ComboBox<>();
        count.getItems().setAll(DesignerViewModel.COUNTS);
        count.setValue(model.questions().get());
        count.setAccessibleText(desk.say("experiment.count"));
        count.setOnAction(event -> model.questions().set(count.getValue()));
        start = Controls.primary(desk.say("experiment.start"), model::start);
        start.getStyleClass().add("experiment-start");
        cancel = Controls.button(desk.say("cancel"), model::cancel, "experiment-cancel");
        bar.setPrefWidth(220);
        HBox way = new HBox(10, Controls.label(desk.say("experiment.count"), "muted"), count, start, cancel, bar, left);
        way.setAlignment(Pos.CENTER_LEFT);
        pairs.getStyleClass().addAll("pick-list", "experiment-pairs");
        pairs.setMinWidth(260);
        pairs.setCellFactory(list -> new Question());
        pairs.getSelectionModel().selectedItemProperty().subscribe(now -> {
            if (now != null) {
                model.pair().set(now);
            }
        });
        HBox.setHgrow(sides, Priority.ALWAYS);
        VBox.setVgrow(answers, Priority.ALWAYS);
        figures.getStyleClass().add("card");
        getChildren().addAll(Controls.label(desk.say("experiment.title"), "headline"), Controls.wrapped(desk.say("experiment.words"), "muted"), way,
                outcome, figures, answers);
        Live.watch(this, model.state(), now -> showState());
        Live.watch(this, model.report(), this::showReport);
        Live.watch(this, model.pair(), this::showPair);
    }

    private void showState() {
        State state = model.state().get();
        boolean running = state == State.RUNNING;
        start.setDisable(running);
        visible(cancel, running);
        visible(bar, running);
        visible(left, running);
        Work.Item item = model.current().get();
        if (item != null) {
            bar.progressProperty().bind(item.fraction());
            item.secondsLeft().subscribe(now -> left.setText(now.longValue() < 1 ? "" : desk.formats().timeLeft(now.longValue())));
        } else {
            bar.progressProperty().unbind();
        }
        visible(outcome, state == State.FAILED || state == State.CANCELLED);
        outcome.setText(state == State.FAILED ? desk.say("experiment.failed", model.problem()) : state == State.CANCELLED ? desk.say("experiment.cancelled") : "");
    }

    private void showReport(@Nullable Report report) {
        visible(figures, report != null);
        visible(answers, report != null);
        if (report == null) {
            return;
        }
        GridPane grid = new GridPane(18, 8);
        for (int column = 0; column < 5; column++) {
            ColumnConstraints width = new ColumnConstraints();
            width.setHalignment(column == 0 || column == 4 ? HPos.LEFT : HPos.RIGHT);
            grid.getColumnConstraints().add(width);
        }
        grid.addRow(0, Controls.label(""), Controls.label(desk.say("experiment.with"), "strong"), Controls.label(desk.say("experiment.without"), "strong"),
                Controls.label(desk.say("experiment.interval"), "strong"), Controls.label(""));
        row(grid, 1, "experiment.loss", report.loss(), false);
        row(grid, 2, "experiment.overlap", report.overlap(), true);
        row(grid, 3, "experiment.support", report.support(), true);
        figures.getChildren().setAll(Controls.wrapped(desk.say("experiment.report", Integer.toString(report.questions()), report.model(),
                String.format(Locale.ROOT, "%.1f", 100 * report.rightSheet())), "strong"), grid);
        pairs.getItems().setAll(report.pairs());
        pairs.getSelectionModel().select(model.pair().get());
    }

    /// @param moreIsBetter whether a larger figure is the better one
    private void row(GridPane grid, int row, String key, Figure figure, boolean moreIsBetter) {
        boolean better = moreIsBetter ? figure.difference().low() > 0 : figure.difference().high() < 0;
        boolean worse = figure.difference().excludesZero() && !better;
        Label verdict = Controls.label(desk.say(better ? "experiment.better" : worse ? "experiment.worse" : "experiment.open"),
                better ? "good-text" : worse ? "danger-text" : "muted");
        grid.addRow(row, Controls.label(desk.say(key)), number(figure.with()), number(figure.without()),
                Controls.label(String.format(Locale.ROOT, "%+.3f … %+.3f", figure.difference().low(), figure.difference().high())), verdict);
    }

    private static Label number(double value) {
        return Controls.label(String.format(Locale.ROOT, "%.3f", value));
    }

    private void showPair(@Nullable Pair pair) {
        sides.getChildren().clear();
        if (pair != null) {
            VBox reference = side(desk.say("experiment.reference"), pair.question().reference(), null);
            sides.getChildren().addAll(side(desk.say("experiment.with"), pair.with().answer(), pair.with()),
                    side(desk.say("experiment.without"), pair.without().answer(), pair.without()), reference);
        }
    }

    private VBox side(String title, String text, @Nullable Side side) {
        VBox box = new VBox(8, Controls.label(title, "strong"), Controls.wrapped(text.isBlank() ? desk.say("experiment.noAnswer") : text));
        if (side != null) {
            box.getChildren().add(Controls.wrapped(desk.say("experiment.side", String.format(Locale.ROOT, "%.2f", side.loss()),
                    String.format(Locale.ROOT, "%.2f", side.overlap()), Long.toString(Math.round(100 * side.support()))), "muted", "small"));
        }
        box.getStyleClass().add("card");
        box.setPrefWidth(280);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private static void visible(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    private final class Question extends ListCell<Pair> {
        @Override
        protected void updateItem(@Nullable Pair pair, boolean empty) {
            super.updateItem(pair, empty);
            setText(empty || pair == null ? null : pair.question().question());
            boolean other = pair != null && !empty && pair.found().isEmpty();
            setGraphic(other ? Controls.icon(Feather.COMPASS) : null);
            setAccessibleText(other ? getText() + " " + desk.say("experiment.noSheet") : getText());
        }
    }
}
