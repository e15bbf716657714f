package org.doctorglm.ui.review;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.jspecify.annotations.Nullable;

/// The small nodes that the pages of this place share.
final class Rows {
    private Rows() {
    }

    static HBox row(Node... nodes) {
        HBox row = new HBox(10, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    static VBox card(Node... nodes) {
        VBox card = new VBox(nodes);
        card.getStyleClass().add("card");
        return card;
    }

    static ScrollPane scrolled(Node content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return scroll;
    }

    /// A page that says why there is nothing, and what to do.
    static VBox empty(String title, String words, Node... actions) {
        VBox page = new VBox(12, Controls.label(title, "title"), Controls.wrapped(words, "muted"));
        page.getChildren().addAll(actions);
        page.setAlignment(Pos.CENTER);
        page.getStyleClass().addAll("page", "review-empty");
        page.getChildren().stream().filter(Label.class::isInstance).forEach(label -> label.setStyle("-fx-max-width: 36em; -fx-alignment: center; -fx-text-alignment: center;"));
        return page;
    }

    static HBox key(String key, String words) {
        Label printed = Controls.label(key, "key");
        printed.setMinWidth(Label.USE_PREF_SIZE);
        Label said = Controls.label(words, "muted", "small");
        said.setMinWidth(Label.USE_PREF_SIZE);
        HBox hint = new HBox(4, printed, said);
        hint.setAlignment(Pos.CENTER_LEFT);
        return hint;
    }

    /// @param hints keys and what they do, in turn
    static FlowPane hints(List<String> hints) {
        FlowPane pane = new FlowPane(14, 6);
        pane.getStyleClass().add("review-hints");
        for (int i = 0; i + 1 < hints.size(); i += 2) {
            pane.getChildren().add(key(hints.get(i), hints.get(i + 1)));
        }
        return pane;
    }

    static void show(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    /// One of a closed choice, or none; each with its key.
    static final class Choice<E extends Enum<E>> extends FlowPane {
        private final Map<E, ToggleButton> buttons;

        /// @param keys printed before the words, in order; empty for none
        Choice(Desk desk, Class<E> type, String style, List<String> keys, Consumer<E> chosen) {
            super(4, 4);
            buttons = new EnumMap<>(type);
            getStyleClass().add("review-choice");
            E[] values = type.getEnumConstants();
            for (int i = 0; i < values.length; i++) {
                E value = values[i];
                String words = desk.say(value);
                String key = i < keys.size() ? keys.get(i) : "";
                ToggleButton button = new ToggleButton(words);
                if (!key.isEmpty()) {
                    button.setGraphic(Controls.label(key, "key-letter"));
                }
                button.setAccessibleText(words + " " + key);
                button.getStyleClass().addAll("review-option", style + "-" + value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
                button.setFocusTraversable(false);
                button.setOnAction(event -> chosen.accept(value));
                HBox.setHgrow(button, Priority.ALWAYS);
                buttons.put(value, button);
                getChildren().add(button);
            }
        }

        void graphic(E value, Node node) {
            ToggleButton button = buttons.get(value);
            HBox both = new HBox(5, node);
            if (button.getGraphic() != null) {
                both.getChildren().addFirst(button.getGraphic());
            }
            both.setAlignment(Pos.CENTER_LEFT);
            button.setGraphic(both);
        }

        void select(@Nullable E value) {
            buttons.forEach((each, button) -> button.setSelected(each == value));
        }
    }
}
