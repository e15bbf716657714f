package org.doctorglm.review.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.CodePoints;
import org.doctorglm.review.exchange.Refused.Reason;
import org.jspecify.annotations.Nullable;

/// brat's standoff: `0001.txt` holds the text, `0001.ann` the marks (`T`), their categories (`A`), comments (`AnnotatorNotes`) and corrections (`Correction`).
/// Answers are found again by their text. Of a discontinuous mark the stretch from its first to its last place is taken.
final class BratFolder {
    private static final int MOST_FILES = 100_000;

    private BratFolder() {
    }

    static void write(List<ReviewRecord> records, Path folder) throws IOException {
        Files.createDirectories(folder);
        int number = 0;
        for (ReviewRecord record : records) {
            number++;
            String name = String.format(Locale.ROOT, "%06d", number);
            Files.writeString(folder.resolve(name + ".txt"), record.answer().text());
            Files.writeString(folder.resolve(name + ".ann"), marks(record));
        }
        Files.writeString(folder.resolve("annotation.conf"), """
                [entities]
                comment
                factual
                improper
                [relations]
                [events]
                [attributes]
                Severity\tArg:<ENTITY>, Value:minor|major|critical
                Harm\tArg:<ENTITY>, Value:none|mild|moderate|severe|death
                Issue\tArg:<ENTITY>, Value:fabrication|negation|wrong_cause|wrong_medicine|missed_red_flag|omission|over_general|over_certain|repetition|did_not_ask
                """);
    }

    private static String marks(ReviewRecord record) {
        CodePoints points = new CodePoints(record.answer().text());
        StringBuilder lines = new StringBuilder();
        int number = 0;
        int attributes = 0;
        int notes = 0;
        for (Annotation mark : record.reading().marks()) {
            String id = "T" + ++number;
            String quote = points.text(mark.span()).replaceAll("[\\n\\r\\t]", " ");
            lines.append(id).append('\t').append(mark.kind().key()).append(' ').append(mark.span().start()).append(' ').append(mark.span().end()).append('\t')
                    .append(quote).append('\n');
            Map<String, String> row = Row.mark(mark);
            for (String name : List.of("issue", "severity", "harm")) {
                if (!row.getOrDefault(name, "").isEmpty()) {
                    lines.append('A').append(++attributes).append('\t').append(Character.toUpperCase(name.charAt(0))).append(name.substring(1)).append(' ').append(id)
                            .append(' ').append(row.get(name)).append('\n');
                }
            }
            for (Map.Entry<String, String> note : Map.of("AnnotatorNotes", mark.comment(), "Correction", mark.correction()).entrySet()) {
                if (!note.getValue().isEmpty()) {
                    lines.append('#').append(++notes).append('\t').append(note.getKey()).append(' ').append(id).append('\t').append(ConllLines.escaped(note.getValue()))
                            .append('\n');
                }
            }
        }
        return lines.toString();
    }

    private record Found(long line, String[] type, Map<String, String> details) {
    }

    /// @param path a folder, or one `.ann` beside its text
    static void read(Path path, Intake intake) throws IOException {
        try (Stream<Path> files = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".ann")).sorted().limit(MOST_FILES).toList()) {
                one(file, intake);
            }
        }
    }

    private static void one(Path file, Intake intake) throws IOException {
        String name = String.valueOf(file.getFileName());
        Path beside = file.resolveSibling(name.substring(0, name.length() - 4) + ".txt");
        if (!Files.isRegularFile(beside) || Files.size(beside) > 4L * Intake.LONGEST) {
            intake.refuse(0, Reason.NO_TEXT, name);
            return;
        }
        Intake.Draft draft = intake.begin(0, "", "", new String(Files.readAllBytes(beside), StandardCharsets.UTF_8), "", "");
        if (draft == null) {
            return;
        }
        Map<String, Found> found = new LinkedHashMap<>();
        try (TextLines lines = new TextLines(Files.newBufferedReader(file))) {
            for (TextLines.Line line = lines.next(); line != null; line = lines.next()) {
                line(line.number(), line.text(), found, intake);
            }
        }
        found.values().forEach(mark -> place(mark, draft, intake));
        draft.about(Map.of());
        draft.end();
    }

    private static void line(long number, @Nullable String text, Map<String, Found> found, Intake intake) {
        String[] parts = text == null ? new String[0] : (text.endsWith("\r") ? text.substring(0, text.length() - 1) : text).split("\t", 3);
        if (parts.length < 2) {
            if (text == null || !text.isBlank()) {
                intake.refuse(number, text == null ? Reason.TOO_LARGE : Reason.BAD_ROW, text == null ? "" : text);
            }
            return;
        }
        String[] words = parts[1].split(" ");
        switch (parts[0].isEmpty() ? ' ' : parts[0].charAt(0)) {
            case 'T' -> {
                if (found.size() > Intake.MOST_MARKS) {
                    intake.refuse(number, Reason.TOO_MANY_MARKS, parts[0]);
                } else {
                    found.put(parts[0], new Found(number, words, new HashMap<>()));
                }
            }
            case 'A', 'M' -> {
                if (words.length == 3 && found.containsKey(words[1])) {
                    found.get(words[1]).details.put(words[0].toLowerCase(Locale.ROOT), words[2]);
                }
            }
            case '#' -> {
                if (words.length == 2 && parts.length == 3 && found.containsKey(words[1])) {
                    found.get(words[1]).details.merge(words[0].equals("Correction") ? "correction" : "comment", ConllLines.plain(parts[2]), (one, other) -> one + "\n" + other);
                }
            }
            // Relations and events say nothing that a mark has.
            default -> { }
        }
    }

    private static void place(Found mark, Intake.Draft draft, Intake intake) {
        try {
            draft.mark(mark.line, Long.parseLong(mark.type[1]), Long.parseLong(mark.type[mark.type.length - 1]), mark.type[0], mark.details);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            intake.refuse(mark.line, Reason.BAD_ROW, String.join(" ", mark.type));
        }
    }
}
