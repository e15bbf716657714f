package org.doctorglm.ui.review;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.doctorglm.review.ReadingState.SkipReason;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;

/// Why an answer is passed over: one key.
final class SkipDialog {
    private SkipDialog() {
    }

    static void show(Desk desk, ReviewViewModel model, Runnable after) {
        TextField note = new TextField();
        note.setPromptText(desk.say("review.skip.note"));
        note.setAccessibleText(desk.say("review.skip.note"));
        note.getStyleClass().add("skip-note");
        List<Button> reasons = new ArrayList<>();
        for (SkipReason reason : SkipReason.values()) {
            Button button = Controls.button(reason.ordinal() + 1 + "  " + desk.say(reason), () -> {
                desk.layer().close();
                model.skip(reason, note.getText().strip());
                after.run();
            }, "skip-reason");
            button.setMaxWidth(Double.MAX_VALUE);
            button.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            reasons.add(button);
        }
        VBox content = new VBox(8);
        content.getChildren().addAll(reasons);
        content.getChildren().add(note);
        content.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            int digit = ReviewKey.digit(event.getCode());
            if (event.getTarget() != note && digit >= 1 && digit <= reasons.size()) {
                reasons.get(digit - 1).fire();
                event.consume();
            }
        });
        desk.layer().show(desk.say("review.skip"), content, List.of(Controls.button(desk.say("cancel"), desk.layer()::close)), reasons.getFirst());
    }
}
