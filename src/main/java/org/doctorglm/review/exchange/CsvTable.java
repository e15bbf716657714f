package org.doctorglm.review.exchange;

import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of a comma separated table (RFC 4180) that keeps every character of its cells, and that no spreadsheet program takes for formulas: a cell that begins
/// like one (or with an apostrophe) gets an apostrophe in front, which is taken away again when it is read.
final class CsvTable {
    private static final String FORMULA = "=+-@\t\r'＝＋－＠";
    private static final int MOST_COLUMNS = 200;

    private final PushbackReader reader;
    private long line = 1;

    CsvTable(Reader reader) throws IOException {
        this.reader = new PushbackReader(reader);
        int first = this.reader.read();
        if (first >= 0 && first != '\uFEFF') {
            this.reader.unread(first);
        }
    }

    /// @param line where it begins
    /// @param cells null when the row is too large or its quote never ends
    record Cells(long line, @Nullable List<String> cells) {
    }

    static String written(List<String> cells) {
        StringBuilder row = new StringBuilder();
        for (String cell : cells) {
            row.append(row.isEmpty() ? "" : ",").append('"').append(safe(cell).replace("\"", "\"\"")).append('"');
        }
        return row.append("\r\n").toString();
    }

    static String safe(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    static String plain(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && FORMULA.indexOf(cell.charAt(1)) >= 0 ? cell.substring(1) : cell;
    }

    /// @return null at the end
    @Nullable Cells next() throws IOException {
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        reader.unread(c);
        long first = line;
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        long length = 0;
        boolean quoted = false;
        boolean closed = false;
        while (true) {
            c = reader.read();
            line += c == '\n' ? 1 : 0;
            if (quoted && c >= 0) {
                if (c != '"') {
                    length = append(cell, c, length);
                } else if ((c = reader.read()) == '"') {
                    length = append(cell, c, length);
                } else {
                    quoted = false;
                    closed = true;
                    if (c >= 0) {
                        reader.unread(c);
                    }
                }
            } else if (c == ',' || c == '\n' || c < 0) {
                if (cells.size() < MOST_COLUMNS) {
                    boolean carriage = !closed && c == '\n' && !cell.isEmpty() && cell.charAt(cell.length() - 1) == '\r';
                    cells.add(plain(carriage ? cell.substring(0, cell.length() - 1) : cell.toString()));
                }
                cell.setLength(0);
                closed = false;
                if (c != ',') {
                    return new Cells(first, quoted || length > Intake.LONGEST ? null : cells);
                }
            } else if (c == '"' && cell.isEmpty() && !closed) {
                quoted = true;
            } else if (!(closed && c == '\r')) {
                length = append(cell, c, length);
            }
        }
    }

    private static long append(StringBuilder cell, int c, long length) {
        if (length < Intake.LONGEST) {
            cell.append((char) c);
        }
        return length + 1;
    }
}
