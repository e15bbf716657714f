package org.doctorglm.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.dialogue.StorageException.Reason;
import org.doctorglm.review.AnswerGrade;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.ReadingState;
import org.jspecify.annotations.Nullable;

/// The parts of readings as they stand in tables and in the log.
final class ReviewJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReviewJson() {
    }

    static String mark(@Nullable Annotation mark) {
        if (mark == null) {
            return "";
        }
        ObjectNode json = JSON.createObjectNode().put("id", mark.id()).put("start", mark.span().start()).put("end", mark.span().end())
                .put("kind", mark.kind().key());
        json.put("issue", name(mark.issue())).put("severity", name(mark.severity())).put("harm", name(mark.harm()));
        return json.put("comment", mark.comment()).put("correction", mark.correction()).put("text", mark.textSha256()).toString();
    }

    static String grade(AnswerGrade grade) {
        ObjectNode json = JSON.createObjectNode();
        for (AnswerGrade.Aspect aspect : AnswerGrade.Aspect.values()) {
            if (grade.of(aspect) > 0) {
                json.put(aspect.name(), grade.of(aspect));
            }
        }
        return json.toString();
    }

    static AnswerGrade grade(String json) {
        Map<AnswerGrade.Aspect, Integer> grades = new EnumMap<>(AnswerGrade.Aspect.class);
        try {
            tree(json).properties().forEach(grade -> grades.put(AnswerGrade.Aspect.valueOf(grade.getKey()), grade.getValue().asInt()));
            return new AnswerGrade(grades);
        } catch (IllegalArgumentException e) {
            throw new StorageException(Reason.DAMAGED, "review_reading.grade", e);
        }
    }

    static String state(ReadingState state) {
        return JSON.createObjectNode().put("progress", state.progress().name()).put("skipped", name(state.skipped())).put("note", state.note())
                .put("activeMs", state.active().toMillis()).toString();
    }

    static ReadingState state(String json) {
        JsonNode tree = tree(json);
        return new ReadingState(constant(ReadingState.Progress.class, tree.path("progress").asText()),
                constantOrNull(ReadingState.SkipReason.class, tree.path("skipped").textValue()), tree.path("note").asText(), Duration.ofMillis(tree.path("activeMs").asLong()));
    }

    static String list(List<?> values) {
        return JSON.valueToTree(values).toString();
    }

    static <T> List<T> list(String json, TypeReference<List<T>> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new StorageException(Reason.DAMAGED, "review_ranking", e);
        }
    }

    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new StorageException(Reason.DAMAGED, "review " + type.getSimpleName().toLowerCase(Locale.ROOT), e);
        }
    }

    static <E extends Enum<E>> @Nullable E constantOrNull(Class<E> type, @Nullable String name) {
        return name == null ? null : constant(type, name);
    }

    static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new StorageException(Reason.DAMAGED, "review_reading", e);
        }
    }
}
