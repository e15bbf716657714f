package org.doctorglm.ui.consult;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// What the program can and cannot do: the page of an empty consultation, and the first page ever seen.
public final class WelcomeView extends VBox {
    private static final int EXAMPLES = 3;
    private static final int POINTS = 3;

    /// @param ask takes an example question, null on the first page
    /// @param start leaves the first page, null in an empty consultation
    public WelcomeView(Desk desk, @Nullable Consumer<String> ask, @Nullable Runnable start) {
        getStyleClass().add("welcome");
        setSpacing(18);
        setStyle("-fx-max-width: 50em; -fx-padding: 1.2em 0;");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(Controls.wrapped(desk.say(start == null ? "welcome.title" : "welcome.first.title"), "headline"),
                Controls.wrapped(desk.say("welcome.words"), "muted"));
        GridPane cards = new GridPane(14, 0);
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        cards.getColumnConstraints().setAll(half, half);
        cards.addRow(0, card(desk, "can", Feather.CHECK_CIRCLE, "good-icon"), card(desk, "cannot", Feather.ALERT_CIRCLE, "warning-icon"));
        getChildren().add(cards);
        if (ask != null) {
            VBox examples = new VBox(8, Controls.label(desk.say("welcome.examples"), "strong"));
            for (int i = 1; i <= EXAMPLES; i++) {
                String question = desk.say("welcome.example." + i);
                Button button = Controls.button(question, () -> ask.accept(question), "example");
                button.setGraphic(Controls.icon(Feather.CORNER_DOWN_RIGHT));
                button.setMaxWidth(Double.MAX_VALUE);
                button.setMinWidth(0);
                button.setWrapText(true);
                examples.getChildren().add(button);
            }
            getChildren().add(examples);
        }
        if (start != null) {
            Button begin = Controls.primary(desk.say("welcome.start"), start);
            begin.setDefaultButton(true);
            begin.getStyleClass().add("start-button");
            FlowPane row = new FlowPane(12, 8, begin, Controls.wrapped(desk.say("notice"), "muted", "small"));
            row.setAlignment(Pos.CENTER_LEFT);
            getChildren().add(row);
        }
    }

    private static Node card(Desk desk, String what, Feather glyph, String style) {
        VBox card = new VBox(Controls.label(desk.say("welcome." + what), "strong"));
        card.getStyleClass().add("card");
        for (int i = 1; i <= POINTS; i++) {
            var icon = Controls.icon(glyph);
            icon.getStyleClass().add(style);
            var words = Controls.wrapped(desk.say("welcome." + what + "." + i));
            HBox.setHgrow(words, Priority.ALWAYS);
            HBox row = new HBox(8, icon, words);
            card.getChildren().add(row);
        }
        return card;
    }
}
