package org.doctorglm.review.exchange;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.doctorglm.platform.WholeFile;
import org.doctorglm.platform.sheet.Workbook;
import org.doctorglm.platform.sheet.WorkbookWriter;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.AnswerGrade;
import org.jspecify.annotations.Nullable;

/// Readings to files and out of files, in every form of [ExchangeFormat].
public final class MarkFiles {
    private MarkFiles() {
    }

    /// @param lost how often something that is there could not be said in this form
    public record Written(int readings, int marks, Map<Detail, Integer> lost) {
    }

    /// First aside, then into place, so that a full disk leaves the old file as it was; brat's folder is written in place.
    ///
    /// @throws ExchangeException UNKNOWN_FORMAT for a form that is only read
    public static Written write(ExchangeFormat format, List<ReviewRecord> records, Path target) throws IOException {
        int overlaps = 0;
        switch (format) {
            case BRAT -> BratFolder.write(records, target);
            case JSON_LINES -> aside(target, records.stream().map(JsonRecords::written).toList());
            case CSV -> {
                List<String> rows = new ArrayList<>(List.of('\uFEFF' + CsvTable.written(Row.COLUMNS)));
                records.forEach(record -> Row.rows(record).forEach(row -> rows.add(CsvTable.written(row))));
                aside(target, rows);
            }
            case SPREADSHEET -> {
                List<List<String>> rows = new ArrayList<>(List.of(Row.COLUMNS));
                records.forEach(record -> rows.addAll(Row.rows(record)));
                WorkbookWriter.write(target, "review", rows);
            }
            case CONLL -> {
                List<Map.Entry<String, Integer>> blocks = records.stream().map(ConllLines::written).toList();
                overlaps = blocks.stream().mapToInt(Map.Entry::getValue).sum();
                aside(target, blocks.stream().map(Map.Entry::getKey).toList());
            }
            case LABEL_STUDIO, DOCCANO -> throw new ExchangeException(ExchangeException.Reason.UNKNOWN_FORMAT, format.extension());
        }
        return new Written(records.size(), records.stream().mapToInt(record -> record.reading().marks().size()).sum() - overlaps, lost(format, records, overlaps));
    }

    private static Map<Detail, Integer> lost(ExchangeFormat format, List<ReviewRecord> records, int overlaps) {
        Map<Detail, Integer> lost = new EnumMap<>(Detail.class);
        for (ReviewRecord record : records) {
            for (Annotation mark : record.reading().marks()) {
                count(lost, Detail.COMMENT, !mark.comment().isEmpty());
                count(lost, Detail.CORRECTION, !mark.correction().isEmpty());
                count(lost, Detail.CATEGORIES, mark.issue() != null || mark.severity() != null || mark.harm() != null);
                count(lost, Detail.IDENTITY, true);
                count(lost, Detail.BLANKS, !mark.comment().equals(mark.comment().strip()) || mark.comment().indexOf('\r') >= 0);
            }
            count(lost, Detail.GRADES, !record.reading().grade().equals(AnswerGrade.NONE) || !record.reading().missing().isEmpty());
            count(lost, Detail.ANSWER, true);
            count(lost, Detail.REVIEWER, true);
            count(lost, Detail.SOURCE, true);
        }
        lost.keySet().removeIf(format::carries);
        if (overlaps > 0) {
            lost.put(Detail.OVERLAP, overlaps);
        }
        return lost;
    }

    private static void count(Map<Detail, Integer> lost, Detail detail, boolean there) {
        if (there) {
            lost.merge(detail, 1, Integer::sum);
        }
    }

    private static void aside(Path target, List<String> parts) throws IOException {
        WholeFile.write(target, out -> {
            for (String part : parts) {
                out.write(part.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /// @param known answers that are under review
    /// @param reviewer for files that name none
    /// @param consumer takes each reading as it is complete
    /// @throws ExchangeException when nothing more can be read; readings given out before stay given out
    public static Taken read(ExchangeFormat format, Path file, Known known, String reviewer, Instant now, Consumer<ReviewRecord> consumer) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (!Files.isReadable(file) || Files.isDirectory(file) && format != ExchangeFormat.BRAT) {
            throw new ExchangeException(ExchangeException.Reason.UNREADABLE, name);
        }
        Intake intake = new Intake(known, name, reviewer, now, consumer);
        try {
            switch (format) {
                case JSON_LINES, DOCCANO -> {
                    try (TextLines lines = new TextLines(Files.newBufferedReader(file))) {
                        JsonRecords.read(lines, intake);
                    }
                }
                case CONLL -> {
                    try (TextLines lines = new TextLines(Files.newBufferedReader(file))) {
                        ConllLines.read(lines, intake);
                    }
                }
                case BRAT -> BratFolder.read(file, intake);
                case LABEL_STUDIO -> {
                    try (var reader = Files.newBufferedReader(file)) {
                        LabelStudioTasks.read(reader, name, intake);
                    }
                }
                case CSV -> {
                    TableRows rows = new TableRows(intake, name);
                    try (var reader = Files.newBufferedReader(file)) {
                        CsvTable table = new CsvTable(reader);
                        for (CsvTable.Cells cells = table.next(); cells != null; cells = table.next()) {
                            rows.add(cells.line(), cells.cells());
                        }
                    }
                    rows.end();
                }
                case SPREADSHEET -> {
                    TableRows rows = new TableRows(intake, name);
                    try (Workbook workbook = new Workbook(file)) {
                        List<String> header = null;
                        for (Workbook.Line line = workbook.next(); line != null; line = workbook.next()) {
                            header = header == null ? line.cells() : header;
                            rows.add(line.number(), padded(line.cells(), header));
                        }
                    }
                    rows.end();
                }
            }
        } catch (CharacterCodingException | JacksonException | Workbook.DamagedException e) {
            throw new ExchangeException(ExchangeException.Reason.BROKEN, name);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return intake.taken();
    }

    /// Empty cells at the end of a row are not stored in workbooks.
    private static @Nullable List<String> padded(@Nullable List<String> cells,
                                                                         @Nullable List<String> header) {
        if (cells == null || header == null || cells.size() >= header.size()) {
            return cells;
        }
        List<String> padded = new ArrayList<>(cells);
        while (padded.size() < header.size()) {
            padded.add("");
        }
        return padded;
    }
}
