package org.doctorglm.ui.consult;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.dialogue.DialogueTree.Round;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.jspecify.annotations.Nullable;

/// Head, questions and answers, composer. Rounds that did not change keep their nodes, so a long conversation costs what changed.
final class ConversationView extends VBox {
    private static final double NEAR_END = 0.98;
    private static final String COLUMN = "-fx-max-width: 54em;";

    private final Desk desk;
    private final ConsultViewModel model;
    private final DiseasePicker picker;
    private final ReviewDoor review;
    private final VBox column = new VBox();
    private final ScrollPane scroll = new ScrollPane(column);
    private final List<RoundView> rounds = new ArrayList<>();
    private final ComposerView composer;
    private boolean follow = true;

    ConversationView(Desk desk, ConsultViewModel model, DiseasePicker picker, Node head, ReviewDoor review, Runnable openModels) {
        this.desk = desk;
        this.model = model;
        this.picker = picker;
        this.review = review;
        column.getStyleClass().add("conversation");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("conversation-scroll");
        scroll.setAccessibleText(desk.say("conversation"));
        VBox.setVgrow(scroll, Priority.ALWAYS);
        composer = new ComposerView(desk, model);
        ProblemView problem = new ProblemView(desk, model, picker, openModels, () -> composer.area().requestFocus());
        var notice = Controls.wrapped(desk.say("notice"), "notice");
        notice.setAlignment(Pos.CENTER);
        VBox foot = new VBox(problem, composer, notice);
        foot.getStyleClass().add("composer-area");
        foot.getChildren().forEach(child -> child.setStyle(COLUMN));
        getChildren().addAll(head, scroll, foot);
        setMinWidth(380);
        Live.watch(this, model.tree(), now -> show());
        Live.watch(this, model.focus(), now -> rounds.forEach(round -> round.answer().markFocus(now)));
        Live.watch(this, model.run().phase(), now -> {
            if (now == AnswerRun.Phase.SEARCHING || now == AnswerRun.Phase.IDLE) {
                follow = true;
                show();
            }
            if (now == AnswerRun.Phase.SEARCHING) {
                // The button that started it goes, and with it the focus.
                composer.area().requestFocus();
            }
        });
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                clear();
            } else {
                show();
            }
        });
        // Stay at the end while text grows, unless the reader scrolled up.
        scroll.setOnScroll(event -> follow = event.getDeltaY() < 0 && scroll.getVvalue() >= NEAR_END);
        column.heightProperty().addListener((property, old, now) -> {
            if (follow) {
                scroll.setVvalue(1);
            }
        });
    }

    ComposerView composer() {
        return composer;
    }

    private void show() {
        List<Round> path = model.rounds();
        if (path.isEmpty()) {
            clear();
            column.getChildren().setAll(new WelcomeView(desk, this::take, null));
            follow = false;
            scroll.setVvalue(0);
            return;
        }
        if (rounds.isEmpty()) {
            column.getChildren().clear();
            follow = true;
        }
        while (rounds.size() > path.size()) {
            RoundView gone = rounds.removeLast();
            gone.answer().dispose();
            column.getChildren().remove(gone);
        }
        for (int i = 0; i < path.size(); i++) {
            if (i == rounds.size()) {
                RoundView added = new RoundView();
                rounds.add(added);
                column.getChildren().add(added);
            }
            rounds.get(i).show(path.get(i), i == path.size() - 1);
            rounds.get(i).answer().markFocus(model.focus().get());
        }
    }

    private void clear() {
        rounds.forEach(round -> round.answer().dispose());
        rounds.clear();
        column.getChildren().clear();
    }

    /// An example is put into the field and not sent: the doctor sees what will be asked.
    private void take(String example) {
        model.composer().draft().set(example);
        composer.area().requestFocus();
        composer.area().end();
    }

    /// One question and the version of its answer on screen.
    private final class RoundView extends VBox {
        private final QuestionView question = new QuestionView(desk, model);
        private final AnswerView answer = new AnswerView(desk, model, picker, review);
        private @Nullable Round shown;
        private boolean wasLast;
        private boolean wasLive;

        RoundView() {
            super(10);
            getStyleClass().add("round");
            setStyle(COLUMN);
            getChildren().addAll(question, answer);
        }

        AnswerView answer() {
            return answer;
        }

        void show(Round round, boolean last) {
            boolean live = model.run().busy() || wasLive;
            if (round.equals(shown) && last == wasLast && !(live && last)) {
                return;
            }
            shown = round;
            wasLast = last;
            wasLive = model.run().busy();
            question.show(round);
            answer.show(round, last);
        }
    }
}
