package org.doctorglm.review.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.exchange.Refused.Reason;
import org.jspecify.annotations.Nullable;

/// Readings as lines of JSON: our own, with `spans`, and those of doccano, with `label`, `labels` or `entities`. Places are code points.
final class JsonRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonRecords() {
    }

    static String written(ReviewRecord record) {
        ObjectNode line = JSON.createObjectNode();
        Row.answer(record).forEach(line::put);
        ArrayNode spans = line.putArray("spans");
        for (Annotation mark : record.reading().marks()) {
            ObjectNode span = spans.addObject().put("start", mark.span().start()).put("end", mark.span().end());
            Row.mark(mark).forEach((name, value) -> {
                if (!span.has(name) && !value.isEmpty()) {
                    span.put(name, value);
                }
            });
        }
        Row.about(record).forEach((name, value) -> {
            if (!value.isEmpty()) {
                line.put(name, value);
            }
        });
        return line.toString() + "\n";
    }

    static void read(TextLines lines, Intake intake) throws IOException {
        for (TextLines.Line line = lines.next(); line != null; line = lines.next()) {
            String text = line.text();
            if (text == null) {
                intake.refuse(line.number(), Reason.TOO_LARGE, "");
            } else if (!text.isBlank()) {
                read(line.number(), text, intake);
            }
        }
    }

    private static void read(long number, String text, Intake intake) throws IOException {
        JsonNode json;
        try (JsonParser parser = BoundedJson.parser(text)) {
            parser.nextToken();
            json = BoundedJson.value(parser);
            if (json != null && parser.nextToken() != null) {
                intake.refuse(number, Reason.BAD_JSON, "");
                return;
            }
        } catch (JsonProcessingException e) {
            intake.refuse(number, Reason.BAD_JSON, e.getOriginalMessage() == null ? "" : e.getOriginalMessage());
            return;
        }
        if (json == null || !json.isObject()) {
            intake.refuse(number, json == null ? Reason.TOO_LARGE : Reason.BAD_JSON, "");
            return;
        }
        Intake.Draft draft = intake.begin(number, text(json, "answer"), text(json, "question"), json.path("text").textValue(), text(json, "sha256"), text(json, "reviewer"));
        if (draft == null) {
            return;
        }
        Map<String, String> about = new HashMap<>();
        Row.ABOUT.forEach(name -> about.put(name, text(json, name)));
        draft.about(about);
        for (String name : new String[] {"spans", "entities", "label", "labels"}) {
            for (JsonNode span : json.path(name)) {
                span(number, span, draft, intake);
            }
        }
        draft.end();
    }

    private static void span(long number, JsonNode span, Intake.Draft draft, Intake intake) {
        boolean list = span.isArray() && span.size() >= 3;
        JsonNode start = list ? span.get(0) : span.has("start") ? span.get("start") : span.path("start_offset");
        JsonNode end = list ? span.get(1) : span.has("end") ? span.get("end") : span.path("end_offset");
        String kind = list ? span.get(2).asText() : text(span, span.has("kind") ? "kind" : "label");
        if (!start.isIntegralNumber() || !end.isIntegralNumber()) {
            intake.refuse(number, Reason.OUT_OF_RANGE, start + " … " + end);
            return;
        }
        Map<String, String> details = new HashMap<>();
        if (!list && span.has("kind")) {
            Row.MARK.forEach(name -> details.put(name, text(span, name)));
        }
        draft.mark(number, start.longValue(), end.longValue(), kind, details);
    }

    private static String text(JsonNode json, String name) {
        @Nullable JsonNode value = json.get(name);
        return value == null || value.isNull() || value.isContainerNode() ? "" : value.asText();
    }
}
