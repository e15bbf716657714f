package org.doctorglm.ui.consult;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.export.AnswerJson;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Copying;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.ProvenanceFacts;
import org.doctorglm.ui.control.ProvenanceFacts.Fact;
import org.kordamp.ikonli.feather.Feather;

/// Everything that produced an answer, and the proof: the same again, compared with what is stored.
final class ProvenanceCard {
    private final Desk desk;
    private final ConsultViewModel model;
    private final Answer answer;
    private final Label result = Controls.wrapped("", "replay-result");
    private final Cancellation cancellation = new Cancellation();

    ProvenanceCard(Desk desk, ConsultViewModel model, Answer answer) {
        this.desk = desk;
        this.model = model;
        this.answer = answer;
    }

    void show(Node anchor) {
        PopOver popOver = DiseasePicker.popOver(content());
        popOver.setArrowLocation(PopOver.ArrowLocation.BOTTOM_CENTER);
        popOver.setOnHidden(event -> cancellation.request());
        popOver.show(anchor);
    }

    private Node content() {
        List<Fact> facts = facts();
        GridPane grid = ProvenanceFacts.grid(facts);
        grid.setStyle("-fx-padding: 0 0.8em 0 0;");
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setStyle("-fx-pref-width: 34em; -fx-pref-height: 25em;");
        result.setVisible(false);
        result.setManaged(false);
        Button replay = Controls.primary(desk.say("provenance.replay"), () -> { });
        replay.setGraphic(Controls.icon(Feather.ROTATE_CCW));
        replay.getStyleClass().add("replay-button");
        replay.setDisable(!answer.finished() || answer.text().isEmpty());
        replay.setOnAction(event -> replay(replay));
        Button prompt = Controls.button(desk.say("prompt.show"), () -> PromptSheet.show(desk, model, answer.provenance().prompt(), answer));
        Button copy = Controls.button(desk.say("provenance.copy"),
                () -> Copying.copy(desk, facts.stream().map(f -> f.name() + ": " + f.value()).collect(Collectors.joining("\n"))));
        Button json = Controls.button(desk.say("provenance.copyJson"), () -> Copying.copy(desk, AnswerJson.text(answer)));
        json.setDisable(!answer.finished());
        VBox box = new VBox(10, Controls.label(desk.say("provenance.title"), "title"), scroll, result, new FlowPane(8, 8, replay, prompt, copy, json));
        box.getStyleClass().addAll("panel", "provenance-card");
        return box;
    }

    private void replay(Button button) {
        button.setDisable(true);
        say(desk.say("provenance.replaying"), "muted");
        model.replay(answer, cancellation, replayed -> {
            button.setDisable(false);
            say(desk.say(replayed.identical() ? "provenance.identical" : "provenance.differs"), replayed.identical() ? "good-text" : "danger-text");
        }, problem -> {
            button.setDisable(false);
            say(desk.say(problem.reason(), problem.detail()), "danger-text");
        });
    }

    private void say(String words, String style) {
        result.getStyleClass().removeAll("muted", "good-text", "danger-text");
        result.getStyleClass().add(style);
        result.setText(words);
        result.setVisible(true);
        result.setManaged(true);
    }

    private List<Fact> facts() {
        List<Fact> facts = ProvenanceFacts.of(desk, answer.provenance(), answer.timings(), answer.createdAt());
        facts.add(new Fact(desk.say("fact.answerHash"), answer.sha256() == null ? desk.say("provenance.none") : answer.sha256()));
        facts.add(new Fact(desk.say("fact.answerId"), answer.id()));
        return facts;
    }
}
