package org.doctorglm.review.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.AnswerGrade;
import org.doctorglm.review.Reading;
import org.doctorglm.review.ReviewedAnswer;
import org.jspecify.annotations.Nullable;

/// Readings as names and texts: the columns of tables and the fields of JSON.
final class Row {
    static final List<String> ANSWER = List.of("answer", "question", "text", "sha256", "reviewer");
    static final List<String> ABOUT = List.of("role", "correct", "complete", "safe", "fluent", "missing", "progress", "skipped", "note", "activeMs",
            "department", "model", "adapter", "precision", "designer", "uncertainty", "way", "added");
    static final List<String> MARK = List.of("start", "end", "kind", "issue", "severity", "harm", "comment", "correction", "id", "at");
    static final List<String> COLUMNS = columns();

    private Row() {
    }

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(ANSWER);
        columns.addAll(MARK);
        columns.addAll(ABOUT);
        return List.copyOf(columns);
    }

    static Map<String, String> about(ReviewRecord of) {
        Reading reading = of.reading();
        Map<String, String> row = new LinkedHashMap<>();
        row.put("role", name(reading.role()));
        for (AnswerGrade.Aspect aspect : AnswerGrade.Aspect.values()) {
            int grade = reading.grade().of(aspect);
            row.put(name(aspect), grade == 0 ? "" : String.valueOf(grade));
        }
        row.put("missing", reading.missing());
        row.put("progress", name(reading.state().progress()));
        row.put("skipped", name(reading.state().skipped()));
        row.put("note", reading.state().note());
        row.put("activeMs", String.valueOf(reading.state().active().toMillis()));
        ReviewedAnswer.Source source = of.answer().source();
        row.put("department", source.department());
        row.put("model", source.model());
        row.put("adapter", source.adapter() == null ? "" : source.adapter());
        row.put("precision", source.precision());
        row.put("designer", String.valueOf(source.designer()));
        row.put("uncertainty", String.valueOf(source.uncertainty()));
        row.put("way", name(source.way()));
        row.put("added", of.answer().addedAt().toString());
        return row;
    }

    static Map<String, String> answer(ReviewRecord of) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("answer", of.answer().id());
        row.put("question", of.answer().question());
        row.put("text", of.answer().text());
        row.put("sha256", of.answer().textSha256());
        row.put("reviewer", of.reading().reviewer());
        return row;
    }

    static Map<String, String> mark(Annotation mark) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("start", String.valueOf(mark.span().start()));
        row.put("end", String.valueOf(mark.span().end()));
        row.put("kind", mark.kind().key());
        row.put("issue", name(mark.issue()));
        row.put("severity", name(mark.severity()));
        row.put("harm", name(mark.harm()));
        row.put("comment", mark.comment());
        row.put("correction", mark.correction());
        row.put("id", mark.id());
        row.put("at", mark.at().toString());
        return row;
    }

    /// One row for each mark; one without a mark where there is none.
    static List<List<String>> rows(ReviewRecord record) {
        List<Map<String, String>> marks = new ArrayList<>(record.reading().marks().stream().map(Row::mark).toList());
        if (marks.isEmpty()) {
            marks.add(Map.of());
        }
        List<List<String>> rows = new ArrayList<>();
        for (Map<String, String> mark : marks) {
            Map<String, String> all = new LinkedHashMap<>(answer(record));
            all.putAll(mark);
            all.putAll(about(record));
            rows.add(COLUMNS.stream().map(column -> all.getOrDefault(column, "")).toList());
        }
        return rows;
    }

    private static String name(@Nullable Enum<?> value) {
        return value == null ? "" : value.name().toLowerCase(Locale.ROOT);
    }
}
