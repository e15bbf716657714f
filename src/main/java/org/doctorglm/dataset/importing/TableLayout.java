package org.doctorglm.dataset.importing;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.RejectedRecord.Reason;
import org.doctorglm.dataset.importing.CsvRows.Row;
import org.doctorglm.platform.sheet.Workbook;
import org.jspecify.annotations.Nullable;

/// Tables of text and workbooks, with a header that says which column is which, and CMD's with or without it.
///
/// @param chosen columns that the caller names
/// @param cmd whether rows are CMD's, whatever the header says
record TableLayout(Map<DialogueField, String> chosen, boolean cmd) implements Layout {
    private static final List<String> CMD_HEADER = List.of("department", "title");

    @Override
    public void read(ImportedFile file, Records records) throws IOException {
        if (file.workbook()) {
            workbook(file, records);
            return;
        }
        try (CsvRows rows = new CsvRows(file.lines(), separator(file)); RowDialogues dialogues = new RowDialogues(records)) {
            Row row = rows.next();
            Columns columns = null;
            while (row != null) {
                if (row.reason() != null) {
                    records.refuse(row.line(), row.reason(), "");
                } else if (columns == null) {
                    columns = columns(row.cells(), file.name());
                    if (cmd && !header(row.cells())) {
                        dialogues.take(columns, row.line(), row.cells());
                    }
                } else {
                    dialogues.take(columns, row.line(), row.cells());
                }
                row = rows.next();
            }
        }
    }

    static boolean header(List<String> cells) {
        return cells.size() == 4 && cells.subList(0, 2).stream().map(cell -> cell.strip().toLowerCase(java.util.Locale.ROOT)).toList().equals(CMD_HEADER);
    }

    private Columns columns(List<String> header, String file) throws DatasetException {
        Columns columns = cmd ? Columns.CMD : Columns.of(header, chosen, file);
        if (columns == null) {
            throw new DatasetException(DatasetException.Reason.NO_COLUMNS, file, Columns.shown(header));
        }
        return columns;
    }

    /// What separates the cells of the first line.
    static char separator(ImportedFile file) throws IOException {
        try (TextLines lines = file.lines()) {
            TextLines.Line line = lines.next();
            String first = line == null || line.text() == null ? "" : line.text();
            char best = ',';
            for (char c : new char[] {'\t', ';'}) {
                best = count(first, c) > count(first, best) ? c : best;
            }
            return best;
        }
    }

    private static int count(String line, char separator) {
        CsvRows.Cells cells = new CsvRows.Cells(separator);
        cells.add(line);
        return cells.done().size();
    }

    private void workbook(ImportedFile file, Records records) throws IOException {
        try (Workbook workbook = new Workbook(file.path()); RowDialogues dialogues = new RowDialogues(records)) {
            Columns columns = null;
            for (Workbook.@Nullable Line line = workbook.next(); line != null; line = workbook.next()) {
                file.at(0);
                List<String> cells = line.cells();
                if (cells == null) {
                    records.refuse(line.number(), Reason.TOO_LARGE, "");
                } else if (columns == null) {
                    columns = header(cells) ? Columns.CMD : columns(cells, file.name());
                } else {
                    dialogues.take(columns, line.number(), padded(cells, columns.width()));
                }
            }
        } catch (Workbook.DamagedException e) {
            throw new DatasetException(DatasetException.Reason.BAD_WORKBOOK, file.name(), String.valueOf(e.getMessage()));
        }
    }

    /// A workbook leaves empty cells at the end of a row out.
    private static List<String> padded(List<String> cells, int width) {
        if (cells.size() >= width) {
            return cells;
        }
        List<String> all = new java.util.ArrayList<>(cells);
        while (all.size() < width) {
            all.add("");
        }
        return all;
    }
}
