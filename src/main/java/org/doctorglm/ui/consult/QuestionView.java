package org.doctorglm.ui.consult;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.doctorglm.dialogue.DialogueTree;
import org.doctorglm.dialogue.DialogueTree.Round;
import org.doctorglm.dialogue.Question;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.SelectableText;
import org.kordamp.ikonli.feather.Feather;

/// A question, tinted and to the right, with its branches and the way to edit it.
final class QuestionView extends HBox {
    private static final String WIDTH = "-fx-max-width: 42em;";

    private final Desk desk;
    private final ConsultViewModel model;
    private final SelectableText text = new SelectableText("reading-text");
    private final HBox tools = new HBox();

    QuestionView(Desk desk, ConsultViewModel model) {
        this.desk = desk;
        this.model = model;
        StackPane bubble = new StackPane(text);
        bubble.getStyleClass().add("question");
        bubble.setStyle(WIDTH);
        bubble.setAlignment(Pos.CENTER_LEFT);
        tools.setAlignment(Pos.BOTTOM_RIGHT);
        tools.setMinWidth(USE_PREF_SIZE);
        getStyleClass().add("round-part");
        setSpacing(6);
        setAlignment(Pos.BOTTOM_RIGHT);
        getChildren().addAll(tools, bubble);
    }

    void show(Round round) {
        Question question = round.question();
        text.setText(question.text());
        tools.getChildren().clear();
        List<Question> siblings = round.siblings();
        if (siblings.size() > 1) {
            int at = siblings.indexOf(question);
            String parent = question.parentAnswerId() == null ? DialogueTree.ROOT : question.parentAnswerId();
            tools.getChildren().add(new Pager(desk, "branch", at, siblings.size(), i -> model.choose(parent, siblings.get(i).id())));
        }
        HBox edit = new HBox(Controls.iconButton(Feather.EDIT_2, desk.say("question.edit"), () -> model.edit(question)));
        edit.getStyleClass().add("actions");
        edit.getChildren().getFirst().getStyleClass().add("edit-question");
        tools.getChildren().addFirst(edit);
    }
}
