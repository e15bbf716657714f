package org.doctorglm.ui.experiment;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.experiment.PlannedQuestion;
import org.doctorglm.experiment.Presets;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;

/// What is asked: the usual questions, or own ones, a line each.
final class QuestionsCard extends VBox {
    private static final List<String> FILES = List.of("txt", "csv", "md");
    private static final int ROWS = 5;

    QuestionsCard(Desk desk, NewExperimentViewModel model) {
        super(10);
        getStyleClass().add("card");
        List<PlannedQuestion> questions = Presets.usualQuestions();
        ToggleGroup group = new ToggleGroup();
        RadioButton usual = new RadioButton(desk.say("experiments.questions.usual", String.valueOf(questions.size())));
        RadioButton own = new RadioButton(desk.say("experiments.questions.own"));
        usual.getStyleClass().add("questions-usual");
        own.getStyleClass().add("questions-own");
        usual.setToggleGroup(group);
        own.setToggleGroup(group);
        Label what = Controls.wrapped(questions.stream().map(PlannedQuestion::text).collect(Collectors.joining("\n")), "muted", "small", "radio-facts");
        TextArea lines = new TextArea();
        lines.textProperty().bindBidirectional(model.own());
        lines.setWrapText(true);
        lines.setPrefRowCount(ROWS);
        lines.setPromptText(desk.say("experiments.questions.prompt"));
        lines.setAccessibleText(desk.say("experiments.questions.own"));
        lines.getStyleClass().add("questions-text");
        // A tab in a question says nothing; it leads on, as everywhere else on this page.
        lines.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.TAB && !event.isControlDown()) {
                lines.requestFocusTraversal(event.isShiftDown() ? javafx.scene.TraversalDirection.PREVIOUS : javafx.scene.TraversalDirection.NEXT);
                event.consume();
            }
        });
        Button file = Controls.button(desk.say("experiments.questions.file"),
                () -> desk.files().openFiles(desk.say("experiments.questions.file"), FILES).stream().findFirst().ifPresent(model::ask), "questions-file");
        Label count = Controls.label("", "muted", "small");
        VBox typed = new VBox(8, lines, new HBox(10, file, Controls.gap(), count));
        typed.getStyleClass().add("radio-facts");
        getChildren().addAll(Controls.label(desk.say("experiments.questions"), "title"), usual, what, own, typed);
        own.selectedProperty().addListener((property, old, now) -> model.usual().set(!now));
        Live.watch(this, model.usual(), now -> {
            group.selectToggle(now ? usual : own);
            what.setVisible(now);
            what.setManaged(now);
            typed.setVisible(!now);
            typed.setManaged(!now);
        });
        Live.watch(this, model.own(), now -> count.setText(desk.say("experiments.questions.count", String.valueOf(model.own().get().lines().filter(line -> !line.isBlank()).count()))));
    }
}
