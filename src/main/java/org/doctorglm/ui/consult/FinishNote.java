package org.doctorglm.ui.consult;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.kordamp.ikonli.feather.Feather;

/// Why an answer ended, in words, where the reader should know it. An answer that the model closed itself needs none.
record FinishNote(Desk desk, ConsultViewModel model, DiseasePicker picker, Answer answer) {
    List<Node> nodes() {
        FinishReason reason = answer.finishReason();
        // Unfinished and nobody writes it: the program ended before.
        return switch (reason == null ? FinishReason.INTERRUPTED : reason) {
            case END -> List.of();
            case LENGTH, STOPPED, LOOP, CONTEXT -> List.of(line(reason, "muted"));
            case INTERRUPTED -> List.of(line(FinishReason.INTERRUPTED, "warning-text"));
            case FAILED -> List.of(line(reason, "danger-text"));
            case ABSTAINED -> List.of(abstained());
        };
    }

    private Node line(FinishReason reason, String style) {
        var icon = Controls.icon(switch (reason) {
            case STOPPED, INTERRUPTED -> Feather.PAUSE_CIRCLE;
            case LENGTH, CONTEXT, END -> Feather.SCISSORS;
            case LOOP -> Feather.REPEAT;
            case FAILED, ABSTAINED -> Feather.ALERT_TRIANGLE;
        });
        icon.getStyleClass().add(style.replace("-text", "-icon"));
        HBox row = new HBox(6, icon, Controls.wrapped(desk.say(reason), style, "small", "finish"));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node abstained() {
        Button choose = Controls.button(desk.say("abstain.choose"), () -> { });
        choose.getStyleClass().add("abstain-choose");
        choose.setOnAction(event -> picker.pick(choose, picked -> model.swap(answer.questionId(), picked.id())));
        Button plain = Controls.button(desk.say("abstain.plain"), () -> model.withoutReference(answer.questionId()));
        plain.getStyleClass().add("abstain-plain");
        FlowPane buttons = new FlowPane(8, 8, choose, plain);
        VBox words = new VBox(8, Controls.wrapped(desk.say(FinishReason.ABSTAINED), "finish"), buttons);
        HBox note = new HBox(Controls.icon(Feather.COMPASS), words);
        note.getStyleClass().add("note");
        return note;
    }
}
