package org.doctorglm.ui.consult;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Copying;
import org.doctorglm.ui.control.Desk;

/// The text that the model read, word for word.
final class PromptSheet {
    private PromptSheet() {
    }

    static void show(Desk desk, String prompt) {
        TextArea area = new TextArea(prompt);
        area.setEditable(false);
        area.setWrapText(true);
        area.setStyle("-fx-pref-height: 24em;");
        area.getStyleClass().add("prompt-text");
        area.setAccessibleText(desk.say("prompt.title"));
        Button close = Controls.primary(desk.say("close"), () -> desk.layer().close());
        Button copy = Controls.button(desk.say("prompt.copy"), () -> Copying.copy(desk, prompt));
        desk.layer().show(desk.say("prompt.title"), area, List.of(copy, close), close);
    }
}
