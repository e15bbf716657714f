package org.doctorglm.ui.data;

import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.ui.control.Controls;
import org.kordamp.ikonli.feather.Feather;

/// The small nodes that the parts of the page share.
final class Fields {
    private static final double FOLLOWED_EM = 12;
    private static final double WRAP = 640;

    private Fields() {
    }

    /// A field that follows a text, and the other way round.
    static TextField text(String words, StringProperty text, String style) {
        TextField field = new TextField();
        field.textProperty().bindBidirectional(text);
        field.setAccessibleText(words);
        field.getStyleClass().add(style);
        return field;
    }

    static TextField shortText(String words, StringProperty text, String style) {
        TextField field = text(words, text, style);
        field.setStyle("-fx-pref-width: 6em; -fx-max-width: 6em;");
        return field;
    }

    static HBox row(Node... nodes) {
        HBox row = new HBox(10, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    static FlowPane flow(Node... nodes) {
        FlowPane flow = new FlowPane(14, 8, nodes);
        flow.setAlignment(Pos.CENTER_LEFT);
        flow.setPrefWrapLength(WRAP);
        return flow;
    }

    /// A name in a column of its own, before a node.
    static HBox named(String words, Node node) {
        Label label = Controls.wrapped(words, "muted");
        label.setStyle("-fx-min-width: " + FOLLOWED_EM + "em; -fx-pref-width: " + FOLLOWED_EM + "em;");
        HBox.setHgrow(node, Priority.ALWAYS);
        return row(label, node);
    }

    static CheckBox check(String words, boolean chosen, java.util.function.Consumer<Boolean> changed) {
        CheckBox box = new CheckBox(words);
        box.setSelected(chosen);
        box.setAccessibleText(words);
        box.selectedProperty().addListener((property, old, now) -> changed.accept(now));
        return box;
    }

    static VBox card(Node... nodes) {
        VBox card = new VBox(nodes);
        card.getStyleClass().add("card");
        return card;
    }

    /// What is said where there is nothing to show yet.
    static VBox empty(Feather glyph, String title, String words, Node... nodes) {
        VBox box = new VBox(8, Controls.icon(glyph), Controls.label(title, "strong"), Controls.wrapped(words, "muted"));
        box.getChildren().addAll(nodes);
        box.setAlignment(Pos.CENTER);
        box.getStyleClass().add("data-empty");
        box.setStyle("-fx-max-width: 44em;");
        return box;
    }

    static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
