package org.doctorglm.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.Provenance;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.dialogue.Timings;
import org.jspecify.annotations.Nullable;

/// The JSON of an answer, as `ask --json` prints it, the window copies it and `replay FILE` reads it.
public final class AnswerJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AnswerJson() {
    }

    /// @param loadMs how long the network took to load for this answer, 0 when it was loaded before
    public static ObjectNode write(Answer answer, double loadMs) {
        Provenance provenance = answer.provenance();
        ObjectNode json = JSON.createObjectNode();
        json.put("id", answer.id()).put("answer", answer.text());
        json.put("finishReason", finish(answer.finishReason()));
        json.put("abstained", answer.finishReason() == FinishReason.ABSTAINED);
        ArrayNode evidence = json.putArray("evidence");
        provenance.evidence().forEach(e -> evidence.add(evidence(e)));
        ObjectNode designer = json.putObject("designer");
        designer.put("state", lower(provenance.designerState()));
        ArrayNode keywords = designer.putArray("keywords");
        provenance.keywords().forEach(keywords::add);
        json.put("prompt", provenance.prompt()).put("promptTokens", provenance.promptTokens()).put("answerTokens", answer.timings().answerTokens());
        json.set("timings", timings(answer.timings(), loadMs));
        // Rules around the model come with a later version: nothing was looked for, and the fields say so by being empty.
        json.putArray("redFlags");
        json.putArray("support");
        json.set("provenance", provenance(provenance, answer.sha256()));
        return json;
    }

    /// All versions that one call made, each in short.
    public static ArrayNode versions(List<Answer> answers) {
        ArrayNode all = JSON.createArrayNode();
        for (Answer answer : answers) {
            ObjectNode one = all.addObject().put("id", answer.id()).put("answer", answer.text()).put("finishReason", finish(answer.finishReason()))
                    .put("seed", answer.provenance().settings().seed()).put("answerTokens", answer.timings().answerTokens());
            one.set("timings", timings(answer.timings(), 0));
        }
        return all;
    }

    private static ObjectNode timings(Timings timings, double loadMs) {
        return JSON.createObjectNode().put("loadMs", loadMs).put("firstTokenMs", timings.firstTokenMs())
                .put("prefillTokensPerSecond", timings.prefillTokensPerSecond()).put("decodeTokensPerSecond", timings.decodeTokensPerSecond())
                .put("proposedTokens", timings.proposedTokens()).put("acceptedTokens", timings.acceptedTokens())
                .put("promptReused", timings.promptReused());
    }

    /// The same as indented text, for people and the clipboard.
    public static String text(Answer answer) {
        return write(answer, answer.timings().loadMs()).toPrettyString();
    }

    private static String finish(FinishReason reason) {
        return switch (reason) {
            case ABSTAINED, END -> "end";
            case LENGTH -> "length";
            case STOPPED, INTERRUPTED, FAILED -> "stopped";
            case LOOP -> "loop";
            case CONTEXT -> "context";
        };
    }

    private static ObjectNode evidence(CitedEvidence evidence) {
        ObjectNode json = JSON.createObjectNode();
        json.put("disease", evidence.disease()).put("id", evidence.diseaseId()).put("score", evidence.score()).put("used", evidence.used());
        ArrayNode matched = json.putArray("matched");
        evidence.matched().forEach(matched::add);
        ObjectNode sections = json.putObject("sections");
        evidence.sections().forEach(s -> sections.put(s.kind(), s.text()));
        return json.put("source", evidence.source()).put("review", evidence.review()).put("edition", evidence.edition());
    }

    private static ObjectNode provenance(Provenance provenance, @Nullable String sha256) {
        ObjectNode json = JSON.createObjectNode();
        json.put("model", provenance.model()).put("modelSha256", provenance.modelSha256()).put("adapter", provenance.adapter())
                .put("precision", provenance.precision()).put("device", provenance.device()).put("threads", provenance.threads());
        SamplingSettings s = provenance.settings();
        json.putObject("settings").put("temperature", s.temperature()).put("topP", s.topP()).put("topK", s.topK()).put("typicalP", s.typicalP())
                .put("minP", s.minP()).put("repetitionPenalty", s.repetitionPenalty()).put("noRepeatNgram", s.noRepeatNgram())
                .put("dryMultiplier", s.dryMultiplier()).put("dryBase", s.dryBase()).put("dryAllowedLength", s.dryAllowedLength())
                .put("maxTokens", s.maxTokens());
        return json.put("seed", s.seed()).put("knowledge", provenance.knowledge()).put("version", provenance.version())
                .put("droppedRounds", provenance.droppedRounds()).put("answerSha256", sha256);
    }

    /// @throws IOException when a field is missing
    public static Answer read(JsonNode json) throws IOException {
        JsonNode from = need(json, "provenance");
        JsonNode s = need(from, "settings");
        SamplingSettings settings = new SamplingSettings(need(s, "temperature").asDouble(), need(s, "topP").asDouble(), need(s, "topK").asInt(),
                s.path("typicalP").asDouble(), need(s, "minP").asDouble(), need(s, "repetitionPenalty").asDouble(), need(s, "noRepeatNgram").asInt(),
                // Written since DRY and typical-p exist; what is missing reads as 0, which is off.
                s.path("dryMultiplier").asDouble(), s.path("dryBase").asDouble(), s.path("dryAllowedLength").asInt(), need(s, "maxTokens").asInt(),
                need(from, "seed").asLong());
        List<String> keywords = new ArrayList<>();
        json.path("designer").path("keywords").forEach(k -> keywords.add(k.asText()));
        Provenance provenance = new Provenance(need(from, "model").asText(), need(from, "modelSha256").asText(), from.path("adapter").textValue(),
                need(from, "precision").asText(), need(from, "device").asText(), need(from, "threads").asInt(), settings, need(json, "prompt").asText(),
                need(json, "promptTokens").asInt(), from.path("droppedRounds").asInt(), DesignerState.OFF, keywords, List.of(), need(from, "knowledge").asText(), need(from, "version").asText());
        FinishReason reason = json.path("abstained").asBoolean() ? FinishReason.ABSTAINED
                : FinishReason.valueOf(need(json, "finishReason").asText().toUpperCase(Locale.ROOT));
        return new Answer(need(json, "id").asText(), "", 1, need(json, "answer").asText(), reason, provenance,
                new Timings(0, 0, 0, 0, need(json, "answerTokens").asInt()), Instant.EPOCH, null);
    }

    private static JsonNode need(JsonNode json, String field) throws IOException {
        JsonNode node = json.get(field);
        if (node == null) {
            throw new IOException("\"" + field + "\"");
        }
        return node;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
