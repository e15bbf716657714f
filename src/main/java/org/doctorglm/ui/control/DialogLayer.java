package org.doctorglm.ui.control;

import java.util.List;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// What lies over the pages: a question that must be answered first, or a short message at the lower edge.
///
/// Part of the scene instead of a window of its own, so that it follows theme and text size and cannot get lost behind the main window.
public final class DialogLayer extends StackPane {
    private static final Duration TOAST_TIME = Duration.seconds(4);
    private static final double WIDTH_IN_EM = 34;

    private final StackPane veil = new StackPane();
    private final HBox toast = new HBox();
    private final PauseTransition toastTime = new PauseTransition(TOAST_TIME);
    private @Nullable Node focusBefore;

    public DialogLayer(Node content) {
        veil.getStyleClass().add("veil");
        veil.setVisible(false);
        veil.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
        toast.getStyleClass().add("toast");
        toast.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        toast.setVisible(false);
        toastTime.setOnFinished(event -> toast.setVisible(false));
        StackPane.setAlignment(toast, Pos.BOTTOM_CENTER);
        toast.setTranslateY(-64);
        getChildren().addAll(content, toast, veil);
    }

    /// Asks before something that cannot be undone. The safe choice has the focus.
    public void confirm(String title, String words, String actionWords, String cancelWords, Runnable action) {
        Button cancel = Controls.button(cancelWords, this::close);
        cancel.setCancelButton(true);
        Button act = Controls.button(actionWords, () -> {
            close();
            action.run();
        }, "danger-button");
        show(title, Controls.wrapped(words, "body"), List.of(cancel, act), cancel);
    }

    /// Asks for a line of text.
    public void prompt(String title, String start, String actionWords, String cancelWords, Consumer<String> action) {
        TextField field = new TextField(start);
        field.setAccessibleText(title);
        Runnable accept = () -> {
            if (!field.getText().isBlank()) {
                close();
                action.accept(field.getText().strip());
            }
        };
        field.setOnAction(event -> accept.run());
        show(title, field, List.of(Controls.button(cancelWords, this::close), Controls.primary(actionWords, accept)), field);
        field.selectAll();
    }

    /// Shows any content until one of the buttons closes it.
    public void show(String title, Node content, List<? extends ButtonBase> buttons, Node focus) {
        show(title, content, buttons, focus, WIDTH_IN_EM);
    }

    /// @param width of the card in em
    public void show(String title, Node content, List<? extends ButtonBase> buttons, Node focus, double width) {
        if (!veil.isVisible()) {
            focusBefore = getScene() == null ? null : getScene().getFocusOwner();
        }
        HBox row = new HBox(8, Controls.gap());
        row.getChildren().addAll(buttons);
        VBox card = new VBox(Controls.label(title, "title"), content, row);
        card.getStyleClass().add("dialog-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        card.setStyle("-fx-max-width: " + width + "em; -fx-pref-width: " + width + "em;");
        card.setAccessibleText(title);
        veil.getChildren().setAll(card);
        veil.setVisible(true);
        getChildren().getFirst().setDisable(true);
        focus.requestFocus();
    }

    public boolean isOpen() {
        return veil.isVisible();
    }

    public void close() {
        veil.setVisible(false);
        veil.getChildren().clear();
        getChildren().getFirst().setDisable(false);
        if (focusBefore != null) {
            focusBefore.requestFocus();
        }
    }

    /// A short message that goes by itself.
    public void toast(String words) {
        toast.getChildren().setAll(Controls.label(words));
        toast.setAccessibleText(words);
        toast.setVisible(true);
        toastTime.playFromStart();
    }
}
