package org.doctorglm.ui.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.Provenance;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.dialogue.Timings;
import org.doctorglm.ui.text.Formats;

/// What produced an answer, as names and values, wherever answers are shown.
public final class ProvenanceFacts {
    /// A name and its value.
    public record Fact(String name, String value) {
    }

    private ProvenanceFacts() {
    }

    /// @return a list that can be added to
    public static List<Fact> of(Desk desk, Provenance p, Timings timings, Instant created) {
        SamplingSettings s = p.settings();
        List<Fact> facts = new ArrayList<>();
        add(desk, facts, "model", p.model() + " · " + p.precision().toUpperCase(Locale.ROOT));
        add(desk, facts, "modelHash", p.modelSha256());
        add(desk, facts, "adapter", p.adapter() == null ? "" : p.adapter());
        add(desk, facts, "device", p.device());
        add(desk, facts, "threads", Integer.toString(p.threads()));
        add(desk, facts, "settings", desk.say("provenance.settingsLine", Formats.number(s.temperature()), Formats.number(s.topP()),
                Integer.toString(s.topK()), Formats.number(s.typicalP()), Formats.number(s.minP()), Formats.number(s.repetitionPenalty()),
                Formats.number(s.dryMultiplier()), Integer.toString(s.noRepeatNgram()), Integer.toString(s.maxTokens())));
        add(desk, facts, "seed", Long.toString(s.seed()));
        add(desk, facts, "prompt", desk.say("provenance.tokens", Integer.toString(p.promptTokens()))
                + (timings.promptReused() ? " · " + desk.say("provenance.promptReused") : ""));
        if (p.droppedRounds() > 0) {
            add(desk, facts, "dropped", desk.say("answer.dropped", p.droppedRounds()));
        }
        add(desk, facts, "designer", desk.say(p.designerState()));
        add(desk, facts, "keywords", String.join("、", p.keywords()));
        add(desk, facts, "evidence", p.evidence().stream().filter(CitedEvidence::used)
                .map(e -> e.disease() + " " + Formats.number(e.score()) + " · " + e.source()).collect(Collectors.joining("\n")));
        add(desk, facts, "knowledge", p.knowledge());
        add(desk, facts, "version", p.version());
        add(desk, facts, "created", desk.formats().dayAndTime(created));
        add(desk, facts, "timing", desk.say("provenance.timingLine", desk.formats().milliseconds(timings.loadMs()),
                desk.formats().milliseconds(timings.firstTokenMs()), Formats.number(timings.prefillTokensPerSecond()),
                Formats.number(timings.decodeTokensPerSecond()), Integer.toString(timings.answerTokens())));
        if (timings.proposedTokens() > 0) {
            add(desk, facts, "guessed", desk.say("provenance.guessed", Integer.toString(timings.proposedTokens()),
                    Integer.toString(timings.acceptedTokens())));
        }
        return facts;
    }

    private static void add(Desk desk, List<Fact> facts, String key, String value) {
        facts.add(new Fact(desk.say("fact." + key), value.isEmpty() ? desk.say("provenance.none") : value));
    }

    /// Names left, values right, with their lines broken.
    public static GridPane grid(List<Fact> facts) {
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
        return grid;
    }
}
