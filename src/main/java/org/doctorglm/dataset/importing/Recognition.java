package org.doctorglm.dataset.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetException.Reason;
import org.doctorglm.dataset.importing.CsvRows.Row;
import org.doctorglm.dataset.importing.TextLines.Line;
import org.jspecify.annotations.Nullable;

/// Tells the layout of a file from its first lines.
final class Recognition {
    private static final int LINES = 60;
    private static final int ROWS = 20;
    private static final int LONGEST_DEPARTMENT = 24;
    private static final Pattern LABELLED = Pattern.compile("[01]\t[^\t]+\t[^\t]+");
    private static final Pattern NUMBERS = Pattern.compile("(question_id|ans_id|pos_ans_id).*");
    private static final Pattern RELATION = Pattern.compile("疾病 \\S+ \\S+ \\S+ .*");

    private final ImportedFile file;
    private final Map<DialogueField, String> columns;

    Recognition(ImportedFile file, Map<DialogueField, String> columns) {
        this.file = file;
        this.columns = columns;
    }

    /// @throws DatasetException UNKNOWN_FORMAT, NO_DIALOGUES, EMPTY, NO_COLUMNS, WRONG_ENCODING, BROKEN
    DialogueFormat format() throws IOException {
        if (file.workbook()) {
            return DialogueFormat.TABLE;
        }
        List<String> lines = new ArrayList<>();
        boolean anyText = head(lines);
        String first = lines.stream().filter(line -> !line.isBlank()).findFirst().orElse(null);
        if (first == null) {
            throw new DatasetException(anyText ? Reason.WRONG_ENCODING : Reason.EMPTY, file.name(), "");
        }
        String begin = first.strip();
        if (begin.startsWith("{") || begin.startsWith("[")) {
            return json();
        }
        refuseOthers(begin);
        if (lines.stream().anyMatch(line -> MedDialogLayout.ID.matcher(line).matches()) && lines.stream().anyMatch(line -> line.strip().equals("Description"))) {
            return DialogueFormat.MEDDIALOG;
        }
        if (begin.contains("<|context|>")) {
            return DialogueFormat.REMEDI;
        }
        if (lines.stream().filter(line -> LABELLED.matcher(line).matches()).count() * 2 > lines.size()) {
            return DialogueFormat.CMEDQA;
        }
        return table(lines);
    }

    /// @return whether there is a line without text: too long, or in no encoding
    private boolean head(List<String> into) throws IOException {
        boolean refused = false;
        try (TextLines lines = file.lines()) {
            Line line = lines.next();
            while (line != null && into.size() < LINES) {
                if (line.text() != null) {
                    into.add(line.text());
                } else {
                    refused = true;
                    if (line.number() > LINES) {
                        return true;
                    }
                }
                line = lines.next();
            }
        }
        return refused;
    }

    private void refuseOthers(String begin) throws DatasetException {
        if (NUMBERS.matcher(begin).matches()) {
            throw new DatasetException(Reason.NO_DIALOGUES, file.name(), "cMedQA candidates");
        }
        if (RELATION.matcher(begin).matches()) {
            throw new DatasetException(Reason.NO_DIALOGUES, file.name(), "disease relations");
        }
    }

    private DialogueFormat json() throws IOException {
        JsonNode record = new JsonRecords(file).first();
        if (record == null) {
            throw new DatasetException(Reason.EMPTY, file.name(), "");
        }
        JsonRecord layout = columns.isEmpty() ? JsonRecord.of(record) : null;
        if (layout != null) {
            return DialogueFormat.valueOf(layout.name());
        }
        if (!columns.isEmpty() || LinesLayout.fits(record)) {
            return DialogueFormat.LINES;
        }
        String seen = record.isObject() ? Columns.shown(LinesLayout.names(record)) : record.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
        throw new DatasetException(Reason.UNKNOWN_FORMAT, file.name(), "JSON: " + seen);
    }

    private DialogueFormat table(List<String> lines) throws IOException {
        List<List<String>> rows = rows();
        List<String> header = rows.isEmpty() ? List.of() : rows.getFirst();
        if (columns.isEmpty() && TableLayout.header(header)) {
            return DialogueFormat.CMD;
        }
        if (Columns.of(header, columns, file.name()) != null) {
            return DialogueFormat.TABLE;
        }
        if (blocks(lines)) {
            return DialogueFormat.CMD_TEXT;
        }
        long cmd = rows.stream().filter(row -> row.size() == 4 && row.getFirst().length() <= LONGEST_DEPARTMENT && !row.getFirst().isBlank()
                && row.get(1).length() > 1 && row.getLast().length() > row.getFirst().length()).count();
        if (cmd > 0 && cmd * 10 >= rows.size() * 9L && rows.stream().allMatch(row -> row.getLast().codePoints().anyMatch(Recognition::han))) {
            return DialogueFormat.CMD;
        }
        if (header.size() > 1) {
            throw new DatasetException(Reason.NO_COLUMNS, file.name(), Columns.shown(header));
        }
        throw new DatasetException(Reason.UNKNOWN_FORMAT, file.name(), "");
    }

    private static boolean han(int codePoint) {
        return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
    }

    private List<List<String>> rows() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (CsvRows all = new CsvRows(file.lines(), TableLayout.separator(file))) {
            @Nullable Row row = all.next();
            for (int i = 0; i < ROWS && row != null; i++) {
                if (row.reason() == null) {
                    rows.add(row.cells());
                }
                row = all.next();
            }
        }
        return rows;
    }

    /// Two lines of text, two blank lines, and so on.
    private static boolean blocks(List<String> lines) {
        if (lines.size() < 3) {
            return false;
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank() != i % 4 > 1) {
                return false;
            }
        }
        return true;
    }
}
