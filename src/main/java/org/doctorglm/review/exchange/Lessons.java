package org.doctorglm.review.exchange;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.CodePoints;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.Reading;
import org.doctorglm.review.Standings;

/// What a model may learn from reviews, as JSON lines: corrected answers in the layout that `data import` reads, preferences, and spans that the next model must
/// not say again.
public final class Lessons {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Lessons() {
    }

    /// One reading for each answer: the adjudicated one, else the only finished one. Where two were finished and nobody has decided, nothing is settled.
    public static List<ReviewRecord> settled(List<ReviewRecord> records) {
        Map<String, List<ReviewRecord>> byAnswer = new LinkedHashMap<>();
        records.stream().filter(record -> record.reading().done()).forEach(record -> byAnswer.computeIfAbsent(record.answer().id(), id -> new ArrayList<>()).add(record));
        List<ReviewRecord> settled = new ArrayList<>();
        for (List<ReviewRecord> all : byAnswer.values()) {
            List<ReviewRecord> results = all.stream().filter(record -> record.reading().role() == Reading.Role.ADJUDICATOR).toList();
            if (results.size() == 1 || results.isEmpty() && all.size() == 1) {
                settled.add(results.isEmpty() ? all.getFirst() : results.getFirst());
            }
        }
        return settled;
    }

    /// The answer with every correction in its place.
    ///
    /// @return empty when there is no correction, or when two of them are over one another, so that nobody knows what the text would be
    public static Optional<String> corrected(ReviewRecord record) {
        List<Annotation> corrections = record.reading().marks().stream().filter(mark -> !mark.correction().isBlank()).sorted(Comparator.comparing(Annotation::span)).toList();
        CodePoints points = new CodePoints(record.answer().text());
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (Annotation mark : corrections) {
            if (mark.span().start() < at) {
                return Optional.empty();
            }
            text.append(points.text(), points.unit(at), points.unit(mark.span().start())).append(mark.correction());
            at = mark.span().end();
        }
        return corrections.isEmpty() ? Optional.empty() : Optional.of(text.append(points.text(), points.unit(at), points.text().length()).toString());
    }

    /// @return how many there are
    public static int writeCorrections(List<ReviewRecord> records, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (ReviewRecord record : settled(records)) {
            corrected(record).ifPresent(text -> {
                ObjectNode line = JSON.createObjectNode().put("department", record.answer().source().department());
                line.putArray("turns").addObject().put("q", record.answer().question()).put("a", text);
                lines.add(line.put("answer", record.answer().id()).put("reviewer", record.reading().reviewer()).toString());
            });
        }
        Files.write(file, lines);
        return lines.size();
    }

    /// Factual errors and improper diagnoses, each with its question: an answer of the next model that holds the words again has failed.
    ///
    /// @return how many there are
    public static int writeRegressions(List<ReviewRecord> records, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (ReviewRecord record : settled(records)) {
            CodePoints points = new CodePoints(record.answer().text());
            for (Annotation mark : record.reading().marks()) {
                if (mark.kind() != MarkKind.COMMENT) {
                    ObjectNode line = JSON.createObjectNode().put("question", record.answer().question()).put("mustNotSay", points.text(mark.span()))
                            .put("kind", mark.kind().key());
                    Row.mark(mark).forEach((name, value) -> {
                        if (List.of("issue", "severity", "harm", "correction", "comment").contains(name) && !value.isEmpty()) {
                            line.put(name, value);
                        }
                    });
                    lines.add(line.put("answer", record.answer().id()).put("sha256", record.answer().textSha256()).toString());
                }
            }
        }
        Files.write(file, lines);
        return lines.size();
    }

    /// As `prompt`, `chosen`, `rejected`, the names that trainers of preferences read.
    public static void writePreferences(List<Standings.Preference> pairs, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Standings.Preference pair : pairs) {
            lines.add(JSON.createObjectNode().put("prompt", pair.question()).put("chosen", pair.chosen()).put("rejected", pair.rejected())
                    .put("reason", pair.reason()).put("reviewer", pair.reviewer()).toString());
        }
        Files.write(file, lines);
    }
}
