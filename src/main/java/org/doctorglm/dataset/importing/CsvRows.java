package org.doctorglm.dataset.importing;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.dataset.RejectedRecord.Reason;
import org.doctorglm.dataset.importing.TextLines.Line;
import org.jspecify.annotations.Nullable;

/// Rows of a text table, quoted as in RFC 4180: a quote counts where a cell begins with it, and such a cell may run over lines. A quote
/// that is never closed spoils its own line only. No more than one row is held.
final class CsvRows implements Closeable {
    private final TextLines lines;
    private final char separator;

    CsvRows(TextLines lines, char separator) {
        this.lines = lines;
        this.separator = separator;
    }

    /// @param line where the row begins
    /// @param reason why there are no cells
    record Row(long line, List<String> cells, @Nullable Reason reason) {
        private static Row refused(long line, @Nullable Reason reason) {
            return new Row(line, List.of(), reason == null ? Reason.BAD_ENCODING : reason);
        }
    }

    /// @return the next row that is not blank, null at the end
    @Nullable Row next() throws IOException {
        Line first = lines.next();
        while (first != null && first.blank()) {
            first = lines.next();
        }
        if (first == null) {
            return null;
        }
        String text = first.text();
        if (text == null) {
            return Row.refused(first.number(), first.reason());
        }
        Cells cells = new Cells(separator);
        boolean open = cells.add(text);
        List<Line> read = new ArrayList<>();
        Reason reason = Reason.OPEN_QUOTE;
        while (open) {
            Line line = lines.next();
            if (line != null) {
                read.add(line);
            }
            if (line == null || line.text() == null || read.size() > Limits.CELL_LINES || cells.length() > Limits.RECORD) {
                // Whatever the quote swallowed may be rows of their own.
                read.reversed().forEach(lines::back);
                return Row.refused(first.number(), reason);
            }
            open = cells.goOn(line.text());
        }
        if (cells.done().size() > Limits.COLUMNS) {
            return Row.refused(first.number(), Reason.WRONG_COLUMNS);
        }
        return cells.length() > Limits.RECORD ? Row.refused(first.number(), Reason.TOO_LARGE) : new Row(first.number(), cells.done(), null);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /// The cells of a row as its lines come in.
    static final class Cells {
        private final char separator;
        private final List<String> done = new ArrayList<>();
        private final StringBuilder cell = new StringBuilder();
        private int length;
        private boolean quoted;

        Cells(char separator) {
            this.separator = separator;
        }

        /// @return whether a quoted cell is still open
        boolean add(String line) {
            length += line.length();
            boolean begin = !quoted && cell.isEmpty();
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (quoted) {
                    if (c != '"') {
                        cell.append(c);
                    } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
                        cell.append(c);
                        i++;
                    } else {
                        quoted = false;
                    }
                } else if (c == separator) {
                    take();
                    begin = true;
                } else if (c == '"' && begin) {
                    quoted = true;
                    begin = false;
                } else {
                    cell.append(c);
                    begin = false;
                }
            }
            if (!quoted) {
                take();
            }
            return quoted;
        }

        boolean goOn(String line) {
            cell.append('\n');
            return add(line);
        }

        private void take() {
            if (done.size() <= Limits.COLUMNS) {
                done.add(cell.toString());
            }
            cell.setLength(0);
        }

        List<String> done() {
            return done;
        }

        int length() {
            return length;
        }
    }
}
