package org.doctorglm.ui.consult;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.safety.AnswerMarks;
import org.doctorglm.safety.SentenceMark.Concern;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.kordamp.ikonli.feather.Feather;

/// Why an answer needs a second look, one line for each reason.
final class ConcernNotes extends VBox {
    private final Desk desk;

    ConcernNotes(Desk desk) {
        super(4);
        this.desk = desk;
        getStyleClass().add("concerns");
        show(new AnswerMarks(List.of(), List.of(), List.of()));
    }

    void show(AnswerMarks marks) {
        getChildren().setAll(marks.sentences().stream().flatMap(mark -> mark.concerns().stream()).distinct().map(this::line).toList());
        setVisible(!getChildren().isEmpty());
        setManaged(isVisible());
    }

    private HBox line(Concern concern) {
        String note = desk.words().chinese() ? concern.note() : concern.englishNote();
        var words = Controls.wrapped(desk.say(concern.kind(), concern.detail(), note), "warning-text", "small", "concern-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(6, Controls.icon(Feather.ALERT_TRIANGLE), words);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
