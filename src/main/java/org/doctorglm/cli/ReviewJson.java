package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.exchange.ReviewRecord;
import org.jspecify.annotations.Nullable;

/// Reviews as other programs read them.
final class ReviewJson {
    private ReviewJson() {
    }

    /// @param blind whether what wrote it stays hidden
    static ObjectNode answer(ReviewedAnswer answer, boolean blind) {
        ObjectNode json = Verb.object().put("id", answer.id()).put("question", answer.question()).put("text", answer.text()).put("sha256", answer.textSha256())
                .put("department", answer.source().department());
        if (!blind) {
            json.put("model", answer.source().model()).put("adapter", answer.source().adapter()).put("precision", answer.source().precision())
                    .put("designer", answer.source().designer()).put("way", lower(answer.source().way())).put("added", answer.addedAt().toString());
        }
        return json;
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// NaN is written as null.
    static void number(ObjectNode json, String name, double value) {
        if (Double.isNaN(value)) {
            json.putNull(name);
        } else {
            json.put(name, value);
        }
    }

    static void interval(ObjectNode json, String name, Bootstrap.@Nullable Interval interval) {
        if (interval == null) {
            json.putNull(name);
        } else {
            json.putObject(name).put("low", interval.low()).put("high", interval.high());
        }
    }

    /// All readings, each with its answer.
    static List<ReviewRecord> records(ReviewRepository reviews) {
        Map<String, ReviewedAnswer> answers = byId(reviews);
        return reviews.readings().stream().filter(reading -> answers.containsKey(reading.answerId())).map(reading -> record(answers, reading)).toList();
    }

    private static ReviewRecord record(Map<String, ReviewedAnswer> answers, Reading reading) {
        return new ReviewRecord(java.util.Objects.requireNonNull(answers.get(reading.answerId())), reading);
    }

    static Map<String, ReviewedAnswer> byId(ReviewRepository reviews) {
        return reviews.answers().stream().collect(Collectors.toMap(ReviewedAnswer::id, Function.identity(), (one, other) -> one, java.util.LinkedHashMap::new));
    }
}
