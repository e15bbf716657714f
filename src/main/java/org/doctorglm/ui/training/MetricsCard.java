package org.doctorglm.ui.training;

import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.metrics.OverlapMetric;
import org.doctorglm.training.MetricTable;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;

import org.jspecify.annotations.Nullable;

/// The table of the DoctorGLM repository, base and checkpoints below one another: each figure with its interval and what it differs from the base's.
final class MetricsCard extends VBox {
    private final Desk desk;
    private final OutcomeViewModel outcome;
    private final VBox body = new VBox(10);

    MetricsCard(Desk desk, OutcomeViewModel outcome) {
        super(12);
        this.desk = desk;
        this.outcome = outcome;
        getStyleClass().add("card");
        ComboBox<Integer> questions = new ComboBox<>();
        questions.getItems().setAll(OutcomeViewModel.QUESTIONS);
        questions.getStyleClass().add("metrics-questions");
        questions.setAccessibleText(desk.say("metrics.questions"));
        questions.valueProperty().bindBidirectional(outcome.questions());
        var count = Controls.button(desk.say("metrics.count"), outcome::count, "metrics-count");
        HBox way = new HBox(8, count, questions, Controls.label(desk.say("metrics.questions"), "muted"));
        way.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(Controls.label(desk.say("metrics.title"), "title"), way, body);
        Live.watch(this, outcome.metrics(), this::show);
        Live.watch(this, outcome.busy(), now -> way.setDisable(now != null));
    }

    private void show(@Nullable MetricTable table) {
        if (table == null) {
            body.getChildren().setAll(Controls.wrapped(desk.say("metrics.words"), "muted", "small"));
            return;
        }
        body.getChildren().setAll(grid(table),
                Controls.wrapped(desk.say("metrics.of", Numbers.count(table.questions()), Numbers.count(table.answerTokens())), "muted", "small"),
                Controls.wrapped(desk.say("metrics.caution"), "warning-text", "small", "metrics-caution"));
    }

    private GridPane grid(MetricTable table) {
        GridPane grid = new GridPane(26, 10);
        grid.getStyleClass().add("metrics-table");
        int column = 1;
        for (OverlapMetric metric : OverlapMetric.values()) {
            var head = Controls.label(metric.title(), "strong");
            GridPane.setHalignment(head, HPos.RIGHT);
            grid.add(head, column++, 0);
        }
        int line = 1;
        for (MetricTable.Row row : table.rows()) {
            grid.add(Controls.label(row.step() == 0 ? desk.say("compare.base") : desk.say("compare.step", Numbers.count(row.step())), "strong"), 0, line);
            column = 1;
            for (OverlapMetric metric : OverlapMetric.values()) {
                grid.add(cell(metric, row.figure(metric)), column++, line);
            }
            line++;
        }
        return grid;
    }

    private VBox cell(OverlapMetric metric, MetricTable.Figure figure) {
        VBox cell = new VBox(Controls.label(number("%.3f", figure.mean())),
                Controls.label(number("%.3f", figure.interval().low()) + " … " + number("%.3f", figure.interval().high()), "muted", "small"));
        MetricTable.Change change = figure.change();
        if (change != null) {
            // The sign of a difference that may be none is not told by colour, and neither is that of one that is.
            String style = !change.interval().excludesZero() ? "muted" : change.mean() > 0 ? "good-text" : "danger-text";
            String mark = !change.interval().excludesZero() ? "≈" : change.mean() > 0 ? "▲" : "▼";
            cell.getChildren().add(Controls.label(mark + " " + number("%+.3f", change.mean()), "small", style));
        }
        cell.setAlignment(Pos.TOP_RIGHT);
        cell.setAccessibleText(metric.title() + " " + number("%.3f", figure.mean()));
        return cell;
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
