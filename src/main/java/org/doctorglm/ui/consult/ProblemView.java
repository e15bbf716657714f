package org.doctorglm.ui.consult;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.doctorglm.dialogue.DialogueTree.Round;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// An error, said where it happened, with the way out as a button.
final class ProblemView extends HBox {
    private final Desk desk;
    private final ConsultViewModel model;
    private final DiseasePicker picker;
    private final Runnable openModels;
    private final Runnable focusComposer;

    ProblemView(Desk desk, ConsultViewModel model, DiseasePicker picker, Runnable openModels, Runnable focusComposer) {
        this.desk = desk;
        this.model = model;
        this.picker = picker;
        this.openModels = openModels;
        this.focusComposer = focusComposer;
        getStyleClass().addAll("note", "bad", "problem");
        setAlignment(Pos.CENTER_LEFT);
        Live.watch(this, model.problem(), this::show);
    }

    private void show(@Nullable Problem problem) {
        setVisible(problem != null);
        setManaged(problem != null);
        getChildren().clear();
        if (problem == null) {
            return;
        }
        var words = Controls.wrapped(desk.say(problem.reason(), problem.detail()));
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button out = Controls.button(desk.words().aspect(problem.reason(), "out"), () -> { });
        out.getStyleClass().add("way-out");
        out.setOnAction(event -> leave(problem, out));
        getChildren().addAll(Controls.icon(Feather.ALERT_TRIANGLE), words, out,
                Controls.iconButton(Feather.X, desk.say("close"), () -> model.problem().set(null)));
        setAccessibleText(words.getText());
    }

    private void leave(Problem problem, Button anchor) {
        switch (problem.reason()) {
            case EMPTY_QUESTION, QUESTION_TOO_LONG -> {
                model.problem().set(null);
                focusComposer.run();
            }
            case NO_MODEL, MODEL_DAMAGED, GATE_FAILED, OTHER_MODEL, PROFILE_MODEL -> openModels.run();
            case UNKNOWN_DISEASE -> picker.pick(anchor, picked -> {
                model.problem().set(null);
                model.composer().pin().set(new ComposerViewModel.Pin(picked.id(), picked.name()));
            });
            case NOT_FOUND -> model.startNew();
            case ENGINE, STORAGE -> again();
        }
    }

    /// Answers the last question again when it is stored already, otherwise sends what is typed.
    private void again() {
        Round last = model.rounds().isEmpty() ? null : model.rounds().getLast();
        if (model.composer().draft().get().isBlank() && last != null) {
            model.regenerate(last.question().id());
        } else {
            model.send();
        }
    }
}
