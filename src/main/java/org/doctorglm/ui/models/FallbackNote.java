package org.doctorglm.ui.models;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.kordamp.ikonli.feather.Feather;

/// Says why the network does not run on what was asked for; not there when it does.
final class FallbackNote extends HBox {
    FallbackNote(Desk desk, ModelsViewModel model) {
        Label words = Controls.wrapped("", "fallback-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(Controls.icon(Feather.ALERT_TRIANGLE), words);
        getStyleClass().addAll("note", "warn");
        setAlignment(Pos.CENTER_LEFT);
        Live.watch(this, model.fallback(), now -> {
            setVisible(now != null);
            setManaged(now != null);
            words.setText(now == null ? "" : desk.say(now.reason(), now.detail()));
        });
    }
}
