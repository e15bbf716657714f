package org.doctorglm.dataset.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.DatasetException.Reason;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.sheet.Workbook;
import org.jspecify.annotations.Nullable;

/// The head of a table, or of a file of JSON objects, for somebody who says which column is which.
///
/// @param columns their names
/// @param rows the first ones, each as long as the columns
/// @param guess columns that are found by their usual names
public record TableSample(List<String> columns, List<List<String>> rows, Map<DialogueField, String> guess) {
    private static final int ROWS = 4;
    private static final int SHOWN = 200;

    public TableSample {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        guess = Map.copyOf(guess);
    }

    /// @throws DatasetException for what is no table, as an import would
    public static TableSample of(Path path, Cancellation cancellation) throws IOException {
        ImportedFile file = new ImportedFile(path, read -> { }, cancellation);
        if (file.workbook()) {
            return workbook(file);
        }
        JsonNode record = json(file);
        if (record != null) {
            List<String> names = LinesLayout.names(record);
            return made(names, List.of(names.stream().map(name -> record.path(name).asText("")).toList()), file);
        }
        List<List<String>> rows = new ArrayList<>();
        try (CsvRows all = new CsvRows(file.lines(), TableLayout.separator(file))) {
            CsvRows.@Nullable Row row = all.next();
            while (row != null && rows.size() <= ROWS) {
                if (row.reason() == null) {
                    rows.add(row.cells());
                }
                row = all.next();
            }
        }
        return table(rows, file);
    }

    private static @Nullable JsonNode json(ImportedFile file) throws IOException {
        try (TextLines lines = file.lines()) {
            TextLines.Line line = lines.next();
            while (line != null && line.blank()) {
                line = lines.next();
            }
            String begin = line == null || line.text() == null ? "" : line.text().strip();
            return begin.startsWith("{") || begin.startsWith("[") ? new JsonRecords(file).first() : null;
        }
    }

    private static TableSample workbook(ImportedFile file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (Workbook workbook = new Workbook(file.path())) {
            for (Workbook.@Nullable Line line = workbook.next(); line != null && rows.size() <= ROWS; line = workbook.next()) {
                if (line.cells() != null) {
                    rows.add(line.cells());
                }
            }
        } catch (Workbook.DamagedException e) {
            throw new DatasetException(Reason.BAD_WORKBOOK, file.name(), String.valueOf(e.getMessage()));
        }
        return table(rows, file);
    }

    private static TableSample table(List<List<String>> rows, ImportedFile file) throws DatasetException {
        if (rows.isEmpty()) {
            throw new DatasetException(Reason.EMPTY, file.name(), "");
        }
        return made(rows.getFirst(), rows.subList(1, rows.size()), file);
    }

    private static TableSample made(List<String> columns, List<List<String>> rows, ImportedFile file) throws DatasetException {
        if (columns.stream().allMatch(String::isBlank)) {
            throw new DatasetException(Reason.NO_COLUMNS, file.name(), "");
        }
        Map<DialogueField, String> guess = new EnumMap<>(DialogueField.class);
        for (DialogueField field : DialogueField.values()) {
            Columns.guess(columns, field).ifPresent(name -> guess.put(field, name));
        }
        List<List<String>> shown = rows.stream().map(row -> {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                String cell = i < row.size() ? row.get(i) : "";
                cells.add(cell.substring(0, Math.min(SHOWN, cell.length())));
            }
            return List.copyOf(cells);
        }).toList();
        return new TableSample(columns, shown, guess);
    }
}
