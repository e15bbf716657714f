package org.doctorglm.dataset.proposal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.doctorglm.dataset.PairSource;
import org.doctorglm.dataset.proposal.Decision.Choice;

/// Decisions as JSON lines: `{"id", "decision": "open|accepted|rejected", "question", "answer", "department", "source": {…}}`. In a file for a
/// person who decides in an editor the question and the answer may be changed as well.
public final class DecisionLines {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DecisionLines() {
    }

    public static ObjectNode json(Decision decision) {
        ObjectNode json = JSON.createObjectNode().put("id", decision.id()).put("decision", decision.choice().name().toLowerCase(Locale.ROOT))
                .put("question", decision.question()).put("answer", decision.answer()).put("department", decision.department());
        json.set("source", JSON.valueToTree(decision.source()));
        return json;
    }

    static String write(Decision decision) {
        return json(decision).toString();
    }

    /// @throws IllegalArgumentException for a line that is no decision
    static Decision read(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            PairSource source = JSON.treeToValue(json.path("source"), PairSource.class);
            if (source == null || source.sheet() == null || source.maker() == null || json.path("question").asText().isBlank() || json.path("answer").asText().isBlank()) {
                throw new IllegalArgumentException("no decision");
            }
            return new Decision(json.path("id").asText(), Choice.valueOf(json.path("decision").asText().toUpperCase(Locale.ROOT)), json.path("question").asText(),
                    json.path("answer").asText(), json.path("department").asText(""), source);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
