package org.doctorglm.ui;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Shortcut;

/// All shortcuts on one sheet, made from the enum.
final class KeySheet {
    private static final double WIDTH_IN_EM = 46;

    private KeySheet() {
    }

    static void show(Desk desk) {
        GridPane grid = new GridPane(18, 7);
        int half = (Shortcut.values().length + 1) / 2;
        for (Shortcut shortcut : Shortcut.values()) {
            HBox keys = new HBox(4);
            shortcut.keys().forEach(key -> keys.getChildren().add(key(key)));
            keys.setMinWidth(HBox.USE_PREF_SIZE);
            int column = shortcut.ordinal() / half * 2;
            grid.add(keys, column, shortcut.ordinal() % half);
            grid.add(Controls.label(desk.say(shortcut)), column + 1, shortcut.ordinal() % half);
        }
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("key-sheet");
        scroll.setStyle("-fx-pref-height: 31em;");
        Button close = Controls.primary(desk.say("close"), () -> desk.layer().close());
        desk.layer().show(desk.say("keys.title"), scroll, List.of(close), close, WIDTH_IN_EM);
    }

    private static Label key(String name) {
        Label label = Controls.label(name, "key");
        label.setMinWidth(Label.USE_PREF_SIZE);
        return label;
    }
}
