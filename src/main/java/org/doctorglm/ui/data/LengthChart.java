package org.doctorglm.ui.data;

import javafx.geometry.Pos;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.doctorglm.dataset.Lengths;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;

/// How long texts are in tokens, as bars; those that a sample of the paper's recipe cuts stand in another colour and are counted in words.
final class LengthChart extends VBox {
    private static final int BARS = 30;
    private static final double HEIGHT = 84;

    /// @param limit tokens that a sample has room for
    LengthChart(Desk desk, String title, Lengths lengths, int limit) {
        super(6);
        getStyleClass().addAll("card", "length-chart");
        // Up to the longest text, or far enough to see what is cut.
        int end = lengths.most() <= limit ? Math.max(BARS, lengths.most() + 1) : Math.max(limit + limit / 4, lengths.quantile(0.99));
        int width = Math.max(1, (end + BARS - 1) / BARS);
        long[] steps = lengths.steps(width, BARS);
        long most = 1;
        for (long step : steps) {
            most = Math.max(most, step);
        }
        HBox bars = new HBox(2);
        bars.setAlignment(Pos.BOTTOM_LEFT);
        bars.setMinHeight(HEIGHT);
        for (int i = 0; i < steps.length; i++) {
            Region bar = new Region();
            double height = steps[i] == 0 ? 1 : Math.max(3, HEIGHT * steps[i] / most);
            bar.setMinHeight(height);
            bar.setMaxHeight(height);
            bar.setMinWidth(2);
            bar.getStyleClass().add("length-bar");
            if (i * width >= limit) {
                bar.getStyleClass().add("over");
            }
            HBox.setHgrow(bar, Priority.ALWAYS);
            Tooltip.install(bar, new Tooltip(desk.say("data.chart.bar", Integer.toString(i * width), i == steps.length - 1 ? "…" : Integer.toString((i + 1) * width - 1),
                    Long.toString(steps[i]))));
            bars.getChildren().add(bar);
        }
        String words = desk.say("data.chart.words", Integer.toString(lengths.quantile(0.5)), Integer.toString(lengths.quantile(0.9)), Integer.toString(lengths.most()));
        String cut = desk.say("data.chart.cut", Long.toString(lengths.above(limit)), Integer.toString(limit));
        bars.setAccessibleText(title + " " + words + " " + cut);
        HBox axis = new HBox(Controls.label("0", "muted", "small"), Controls.gap(), Controls.label(desk.say("data.chart.tokens", Integer.toString(width * BARS)), "muted", "small"));
        getChildren().addAll(Controls.label(title, "strong"), bars, axis, Controls.wrapped(words, "muted", "small"),
                Controls.wrapped(cut, lengths.above(limit) > 0 ? "warning-text" : "muted", "small"));
    }
}
