package org.doctorglm.ui.consult;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.Provenance;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.export.AnswerJson;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Copying;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.text.Formats;
import org.kordamp.ikonli.feather.Feather;

/// Everything that produced an answer, and the proof: the same again, compared with what is stored.
final class ProvenanceCard {
    private record Fact(String name, String value) {
    }

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
        GridPane grid = new GridPane(14, 6);
        ColumnConstraints names = new ColumnConstraints();
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        names.setMinWidth(Region.USE_PREF_SIZE);
        grid.getColumnConstraints().setAll(names, values);
        for (int row = 0; row < facts.size(); row++) {
            Label value = Controls.wrapped(facts.get(row).value());
            value.setAccessibleText(facts.get(row).name() + ": " + facts.get(row).value());
            Label name = Controls.label(facts.get(row).name(), "fact-name");
            GridPane.setValignment(name, VPos.TOP);
            grid.addRow(row, name, value);
        }
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
        Provenance p = answer.provenance();
        SamplingSettings s = p.settings();
        List<Fact> facts = new ArrayList<>();
        add(facts, "model", p.model() + " · " + p.precision().toUpperCase(Locale.ROOT));
        add(facts, "modelHash", p.modelSha256());
        add(facts, "adapter", p.adapter() == null ? desk.say("provenance.none") : p.adapter());
        add(facts, "device", p.device());
        add(facts, "threads", Integer.toString(p.threads()));
        add(facts, "settings", desk.say("provenance.settingsLine", Formats.number(s.temperature()), Formats.number(s.topP()),
                Integer.toString(s.topK()), Formats.number(s.typicalP()), Formats.number(s.minP()), Formats.number(s.repetitionPenalty()),
                Formats.number(s.dryMultiplier()), Integer.toString(s.noRepeatNgram()), Integer.toString(s.maxTokens())));
        add(facts, "seed", Long.toString(s.seed()));
        add(facts, "prompt", desk.say("provenance.tokens", Integer.toString(p.promptTokens()))
                + (answer.timings().promptReused() ? " · " + desk.say("provenance.promptReused") : ""));
        if (p.droppedRounds() > 0) {
            add(facts, "dropped", desk.say("answer.dropped", p.droppedRounds()));
        }
        add(facts, "designer", desk.say(p.designerState()));
        add(facts, "keywords", p.keywords().isEmpty() ? desk.say("provenance.none") : String.join("、", p.keywords()));
        add(facts, "evidence", p.evidence().stream().filter(CitedEvidence::used)
                .map(e -> e.disease() + " " + Formats.number(e.score()) + " · " + e.source()).collect(Collectors.joining("\n")));
        add(facts, "knowledge", p.knowledge());
        add(facts, "version", p.version());
        add(facts, "created", desk.formats().dayAndTime(answer.createdAt()));
        add(facts, "timing", desk.say("provenance.timingLine", desk.formats().milliseconds(answer.timings().loadMs()),
                desk.formats().milliseconds(answer.timings().firstTokenMs()), Formats.number(answer.timings().prefillTokensPerSecond()),
                Formats.number(answer.timings().decodeTokensPerSecond()), Integer.toString(answer.timings().answerTokens())));
        if (answer.timings().proposedTokens() > 0) {
            add(facts, "guessed", desk.say("provenance.guessed", Integer.toString(answer.timings().proposedTokens()),
                    Integer.toString(answer.timings().acceptedTokens())));
        }
        add(facts, "answerHash", answer.sha256() == null ? desk.say("provenance.none") : answer.sha256());
        add(facts, "answerId", answer.id());
        return facts;
    }

    private void add(List<Fact> facts, String key, String value) {
        facts.add(new Fact(desk.say("fact." + key), value.isEmpty() ? desk.say("provenance.none") : value));
    }
}
