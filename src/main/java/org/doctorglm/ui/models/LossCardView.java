package org.doctorglm.ui.models;

import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.models.ModelsService.GateResult;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What rounding has cost a pack: a mark with a word, and the figures below it.
public final class LossCardView extends VBox {
    private static final double PERCENT = 100;

    private final Desk desk;

    /// @param gate null when nothing was measured
    public LossCardView(Desk desk, @Nullable GateResult gate) {
        this.desk = desk;
        setSpacing(6);
        getStyleClass().add("loss-card");
        if (gate == null) {
            getChildren().add(mark(Feather.HELP_CIRCLE, "muted", desk.say("gate.unmeasured"), "muted"));
            return;
        }
        getChildren().add(gate.passed() ? mark(Feather.CHECK_CIRCLE, "good-icon", desk.say("gate.passed"), "good-text")
                : mark(Feather.ALERT_TRIANGLE, "danger-icon", desk.say("gate.failed"), "danger-text"));
        GridPane table = new GridPane(24, 2);
        table.getStyleClass().add("loss-table");
        column(table, 0, "gate.reference", number(gate.referenceLoss()));
        column(table, 1, "gate.loss", number(gate.loss()));
        column(table, 2, "gate.increase", percent(gate.increase()));
        column(table, 3, "gate.agreement", percent(gate.agreement()));
        column(table, 4, "gate.divergence", number(gate.divergence()));
        column(table, 5, "gate.repetition", percent(gate.repetition()));
        getChildren().add(table);
    }

    private static HBox mark(Feather glyph, String iconStyle, String words, String style) {
        var icon = Controls.icon(glyph);
        icon.getStyleClass().add(iconStyle);
        HBox line = new HBox(6, icon, Controls.wrapped(words, style, "small", "gate-words"));
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void column(GridPane table, int column, String key, String value) {
        Label name = Controls.label(desk.say(key), "muted", "small");
        Label figure = Controls.label(value, "strong");
        figure.setAccessibleText(desk.say(key) + " " + value);
        GridPane.setHalignment(figure, HPos.LEFT);
        table.add(name, column, 0);
        table.add(figure, column, 1);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * PERCENT);
    }
}
