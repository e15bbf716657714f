package org.doctorglm.platform.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/// The first sheet of an XLSX file, row by row. The archive is looked over first ([ArchiveCheck]): how much it unpacks to, and that no part
/// declares entities. Formulas are never computed: the text that the spreadsheet program last showed is taken. One thread; close it.
public final class Workbook implements Closeable {
    /// The longest text of one cell; what is longer makes the row one that is refused.
    public static final int MAX_CELL = 64 * 1024;
    private static final int MAX_COLUMNS = 200;

    private final ReadableWorkbook workbook;
    private final Stream<Row> rows;
    private final Iterator<Row> iterator;

    /// A row of texts.
    ///
    /// @param number as the spreadsheet program shows it
    /// @param cells null when a cell is too long
    public record Line(int number, @Nullable List<String> cells) {
    }

    /// A workbook that is none, is damaged, or unpacks to more than anybody's table does.
    public static final class DamagedException extends IOException {
        DamagedException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// @throws DamagedException when the file is no workbook that can be trusted
    public Workbook(Path file) throws IOException {
        ArchiveCheck.check(file);
        ReadableWorkbook opened = null;
        try {
            opened = new ReadableWorkbook(file.toFile());
            workbook = opened;
            rows = opened.getFirstSheet().openStream();
            iterator = rows.iterator();
        } catch (IOException | RuntimeException e) {
            if (opened != null) {
                opened.close();
            }
            throw new DamagedException(String.valueOf(e.getMessage()), e);
        }
    }

    /// Whether a file of these first bytes is an archive, as workbooks are.
    public static boolean begins(byte[] head) {
        return head.length >= 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }

    /// @return the next row that has a text, null at the end
    /// @throws DamagedException when the sheet cannot be read on
    public @Nullable Line next() throws IOException {
        try {
            while (iterator.hasNext()) {
                Row row = iterator.next();
                List<String> cells = cells(row);
                if (cells == null || cells.stream().anyMatch(cell -> !cell.isBlank())) {
                    return new Line(row.getRowNum(), cells);
                }
            }
            return null;
        } catch (RuntimeException e) {
            throw new DamagedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(MAX_COLUMNS, row.getCellCount()); i++) {
            Cell cell = row.hasCell(i) ? row.getCell(i) : null;
            String text = cell == null || cell.getType() == CellType.ERROR ? "" : text(cell);
            if (text.length() > MAX_CELL) {
                return null;
            }
            cells.add(text);
        }
        return cells;
    }

    private static String text(Cell cell) {
        String shown = cell.getType() == CellType.STRING ? cell.asString() : cell.getRawValue();
        return shown == null ? "" : shown.strip();
    }

    @Override
    public void close() throws IOException {
        rows.close();
        workbook.close();
    }
}
