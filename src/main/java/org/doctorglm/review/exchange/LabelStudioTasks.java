package org.doctorglm.review.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.Map;
import org.doctorglm.review.exchange.Refused.Reason;

/// Label Studio's JSON export: tasks, each with `data` and `annotations`, whose `labels` regions count places in UTF-16 units. A text area of the
/// same region is its comment.
final class LabelStudioTasks {
    private LabelStudioTasks() {
    }

    static void read(Reader reader, String file, Intake intake) throws IOException {
        try (JsonParser parser = BoundedJson.parser(reader)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new ExchangeException(ExchangeException.Reason.UNKNOWN_FORMAT, file);
            }
            long number = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                number++;
                JsonNode task = BoundedJson.value(parser);
                if (task == null) {
                    intake.refuse(number, Reason.TOO_LARGE, "");
                } else {
                    task(number, task, intake);
                }
            }
        }
    }

    private static void task(long number, JsonNode task, Intake intake) {
        JsonNode data = task.path("data");
        for (JsonNode annotation : task.path("annotations")) {
            JsonNode by = annotation.path("completed_by");
            String reviewer = by.isObject() ? by.path("email").asText("") : by.asText("");
            Intake.Draft draft = intake.begin(number, data.path("answer_id").asText(""), data.path("question").asText(""), data.path("text").textValue(), "", reviewer);
            if (draft == null) {
                return;
            }
            Map<String, String> comments = new HashMap<>();
            for (JsonNode region : annotation.path("result")) {
                if (region.path("type").asText().equals("textarea")) {
                    comments.merge(region.path("id").asText(), region.path("value").path("text").path(0).asText(""), (one, other) -> one + "\n" + other);
                }
            }
            for (JsonNode region : annotation.path("result")) {
                if (region.path("type").asText().equals("labels")) {
                    region(number, region, comments, draft, intake);
                }
            }
            draft.about(Map.of());
            draft.end();
        }
    }

    private static void region(long number, JsonNode region, Map<String, String> comments, Intake.Draft draft, Intake intake) {
        JsonNode value = region.path("value");
        if (!value.path("start").isIntegralNumber() || !value.path("end").isIntegralNumber()) {
            intake.refuse(number, Reason.OUT_OF_RANGE, value.path("start") + " … " + value.path("end"));
            return;
        }
        Map<String, String> details = Map.of("comment", comments.getOrDefault(region.path("id").asText(), ""));
        for (JsonNode label : value.path("labels")) {
            draft.markByUnits(number, value.path("start").longValue(), value.path("end").longValue(), label.asText(), details);
        }
    }
}
