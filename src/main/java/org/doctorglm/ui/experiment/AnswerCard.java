package org.doctorglm.ui.experiment;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.PlannedQuestion.Reference;
import org.doctorglm.experiment.StoredAnswer;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Copying;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.control.ProvenanceFacts;
import org.doctorglm.ui.control.ProvenanceFacts.Fact;
import org.doctorglm.ui.control.SelectableText;
import org.doctorglm.ui.experiment.AnswersViewModel.Replay;
import org.kordamp.ikonli.feather.Feather;

/// One answer with its question, what to compare it with, and everything that produced it; it can be written again to prove that.
final class AnswerCard extends VBox {
    private final Desk desk;
    private final AnswersViewModel model;
    private final ExperimentAnswer answer;
    private final Label replayed = Controls.wrapped("", "replay-result");
    private final Button replay;

    AnswerCard(Desk desk, AnswersViewModel model, ExperimentAnswer answer, Runnable review) {
        super(14);
        this.desk = desk;
        this.model = model;
        this.answer = answer;
        getStyleClass().addAll("page", "answer-card");
        StoredAnswer stored = answer.stored();
        String department = answer.question().department().isEmpty() ? "" : " · " + answer.question().department();
        VBox question = new VBox(4, Controls.label(answer.question().id() + department, "muted", "small"), Controls.wrapped(answer.question().text(), "strong"));
        question.getStyleClass().add("question");
        getChildren().addAll(question, Controls.wrapped(new ExperimentWords(desk).who(answer), "muted", "small"), text());
        if (stored != null) {
            getChildren().add(Controls.wrapped(desk.say(stored.reason()) + "\n" + figures(), "muted", "small"));
        }
        Reference reference = answer.question().reference();
        if (reference != null) {
            getChildren().add(reference(reference));
        }
        replay = Controls.button(desk.say("provenance.replay"), model::replay, "replay-button");
        replay.setGraphic(Controls.icon(Feather.ROTATE_CCW));
        Button send = Controls.button(desk.say("experiments.review.one"), review, "answer-review");
        send.setDisable(answer.text().isBlank());
        FlowPane actions = new FlowPane(8, 8, send);
        actions.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(actions, replayed);
        if (stored != null) {
            Button prompt = Controls.button(desk.say("prompt.show"), () -> showPrompt(stored.provenance().prompt()), "answer-prompt");
            actions.getChildren().addAll(replay, prompt);
            getChildren().add(provenance(stored));
        }
        Live.watch(this, model.replayed(), this::showReplay);
    }

    private Node text() {
        if (answer.text().isBlank()) {
            return Controls.wrapped(desk.say("experiment.noAnswer"), "muted");
        }
        SelectableText text = new SelectableText("reading-text");
        text.setText(answer.text());
        text.getStyleClass().add("answer-text");
        return text;
    }

    private Node reference(Reference reference) {
        String year = reference.year() > 0 ? " (" + reference.year() + ")" : "";
        String source = reference.source().isBlank() ? desk.say("experiments.noSource") : reference.source() + year;
        VBox card = new VBox(6, Controls.label(desk.say("experiments.reference"), "strong"), Controls.wrapped(reference.text()), Controls.wrapped(source, "muted", "small"));
        card.getStyleClass().addAll("card", "answer-reference");
        return card;
    }

    private Node provenance(StoredAnswer stored) {
        List<Fact> facts = ProvenanceFacts.of(desk, stored.provenance(), stored.timings(), stored.createdAt());
        facts.add(new Fact(desk.say("fact.answerHash"), stored.sha256()));
        facts.add(new Fact(desk.say("experiments.cell.id"), answer.experiment() + " · " + stored.cell()));
        VBox card = new VBox(10, Controls.label(desk.say("provenance.title"), "title"), ProvenanceFacts.grid(facts));
        card.getStyleClass().addAll("card", "answer-provenance");
        return card;
    }

    /// What can be measured of one answer.
    private String figures() {
        List<String> facts = new ArrayList<>();
        try {
            org.doctorglm.experiment.FigureTable.of(List.of(answer), Axis.SUBJECT, Axis.SUBJECT, Measurable.of(List.of(answer))).groups().values()
                    .forEach(group -> group.figures().forEach((figure, measured) -> facts.add(desk.say(figure) + " " + ExperimentWords.number(figure, measured.value()))));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return String.join(" · ", facts);
    }

    private void showPrompt(String prompt) {
        TextArea area = new TextArea(prompt);
        area.setEditable(false);
        area.setWrapText(true);
        area.getStyleClass().add("prompt-text");
        area.setAccessibleText(desk.say("prompt.title"));
        Button close = Controls.primary(desk.say("close"), desk.layer()::close);
        desk.layer().show(desk.say("prompt.title"), area, List.of(Controls.button(desk.say("prompt.copy"), () -> Copying.copy(desk, prompt)), close), close);
    }

    private void showReplay(Replay now) {
        replay.setDisable(now == Replay.RUNNING);
        replayed.setVisible(now != Replay.NONE);
        replayed.setManaged(now != Replay.NONE);
        replayed.getStyleClass().removeAll("muted", "good-text", "danger-text");
        replayed.getStyleClass().add(now == Replay.SAME ? "good-text" : now == Replay.RUNNING ? "muted" : "danger-text");
        Throwable problem = model.problem();
        replayed.setText(switch (now) {
            case NONE -> "";
            case RUNNING -> desk.say("provenance.replaying");
            case SAME -> desk.say("provenance.identical");
            case CHANGED -> desk.say("provenance.differs");
            case FAILED -> problem == null ? "" : new ExperimentWords(desk).of(problem);
        });
    }
}
