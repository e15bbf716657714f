package org.doctorglm.knowledge.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.doctorglm.knowledge.KnowledgeException;
import org.doctorglm.platform.sheet.Workbook;
import org.jspecify.annotations.Nullable;

/// The head of a table, so that somebody can say which column holds what.
///
/// @param guessed what the titles speak of, by the column's key
public record TableSample(Path file, List<Column> columns, Map<String, TableColumn> guessed) {
    private static final int ROWS = 3;
    private static final int MOST_SHOWN = 80;

    public TableSample {
        columns = List.copyOf(columns);
        guessed = Map.copyOf(guessed);
    }

    /// One column.
    ///
    /// @param key as [ImportRequest#columns()] takes it: the title, or `#3` where the title is blank or stands twice
    /// @param values the first ones, shortened; empty where the cell is
    public record Column(String key, String title, List<String> values) {
        public Column {
            values = List.copyOf(values);
        }
    }

    /// @param format [EntryFormat#TABLE] or [EntryFormat#XLSX]
    /// @throws KnowledgeException when the file is no table that can be read, or an empty one
    public static TableSample of(Path file, EntryFormat format) throws IOException {
        List<List<String>> rows = format == EntryFormat.XLSX ? ofWorkbook(file) : ofText(file);
        if (rows.isEmpty()) {
            throw new KnowledgeException(KnowledgeException.Reason.NO_NAME_COLUMN, file, "");
        }
        List<String> titles = ColumnMap.titles(rows.getFirst());
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            int at = i;
            String title = titles.get(i);
            String key = title.isBlank() || Collections.frequency(titles, title) > 1 ? ColumnMap.NUMBER + (i + 1) : title;
            List<String> values = rows.stream().skip(1).map(row -> at < row.size() ? shortened(row.get(at)) : "").toList();
            if (!title.isBlank() || values.stream().anyMatch(value -> !value.isBlank())) {
                columns.add(new Column(key, title, values));
            }
        }
        return new TableSample(file, columns, guessed(columns));
    }

    private static Map<String, TableColumn> guessed(List<Column> columns) {
        Map<String, TableColumn> guessed = new java.util.HashMap<>();
        for (Column column : columns) {
            TableColumn.guess(column.title()).filter(field -> !guessed.containsValue(field)).ifPresent(field -> guessed.put(column.key(), field));
        }
        return guessed;
    }

    private static List<List<String>> ofText(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (TableRows table = new TableRows(file, Encoding.of(file))) {
            for (TableRows.Row row = table.next(); row != null && rows.size() <= ROWS; row = table.next()) {
                if (row.refusal() == null) {
                    rows.add(row.cells());
                }
            }
        }
        return rows;
    }

    private static List<List<String>> ofWorkbook(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (Workbook book = new Workbook(file)) {
            for (Workbook.Line line = book.next(); line != null && rows.size() <= ROWS; line = book.next()) {
                @Nullable List<String> cells = line.cells();
                if (cells != null) {
                    rows.add(cells);
                }
            }
        } catch (Workbook.DamagedException e) {
            throw new KnowledgeException(KnowledgeException.Reason.BAD_WORKBOOK, file, e);
        }
        return rows;
    }

    private static String shortened(String value) {
        String clean = ForeignEntry.clean(value);
        return clean.length() > MOST_SHOWN ? clean.substring(0, MOST_SHOWN) + "…" : clean;
    }
}
