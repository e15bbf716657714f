package org.doctorglm.knowledge.importing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.doctorglm.knowledge.BoundedLines;
import org.doctorglm.knowledge.JsonFields.Refusal;
import org.doctorglm.knowledge.LibraryReader;
import org.doctorglm.knowledge.Rejected;
import org.jspecify.annotations.Nullable;

/// Rows of a text table, quoted as in RFC 4180; what separates the cells (comma, tab, semicolon) is told by the first row. A quote that is
/// never closed spoils its own line only. No more than one row is held. One thread.
final class TableRows implements Closeable {
    private static final String SEPARATORS = ",\t;";

    private final BoundedLines lines;
    /// Lines that were read ahead behind a quote that was never closed.
    private final Deque<BoundedLines.Line> ahead = new ArrayDeque<>();
    private char separator;

    TableRows(Path file, Charset charset) throws IOException {
        lines = LibraryReader.open(file, charset);
    }

    /// One row: either its cells or why there are none.
    ///
    /// @param line the first line of the row
    record Row(int line, List<String> cells, @Nullable Refusal refusal) {
    }

    /// @return the next row that is not blank, null at the end
    @Nullable Row next() throws IOException {
        BoundedLines.Line line = line();
        if (line == null) {
            return null;
        }
        String first = line.text();
        if (first == null) {
            return new Row(line.number(), List.of(), new Refusal(line.reason() == null ? Rejected.Reason.BAD_ENCODING : line.reason(), ""));
        }
        String whole = closed(first) ? first : joined(first);
        if (whole == null) {
            return new Row(line.number(), List.of(), new Refusal(Rejected.Reason.OPEN_QUOTE, ""));
        }
        if (separator == 0) {
            separator = separator(whole);
        }
        return new Row(line.number(), cells(whole, separator), null);
    }

    /// How many bytes of the file have been taken.
    long bytes() {
        return lines.bytes();
    }

    private BoundedLines.@Nullable Line line() throws IOException {
        BoundedLines.Line line = ahead.poll();
        return line != null ? line : lines.next();
    }

    /// A cell may go on in the next lines until its quote is closed.
    private @Nullable String joined(String first) throws IOException {
        StringBuilder whole = new StringBuilder(first);
        List<BoundedLines.Line> read = new ArrayList<>();
        while (whole.length() <= BoundedLines.MAX_BYTES) {
            BoundedLines.Line line = line();
            if (line == null) {
                break;
            }
            read.add(line);
            if (line.text() == null) {
                break;
            }
            whole.append('\n').append(line.text());
            if (!closed(line.text())) {
                return whole.toString();
            }
        }
        for (int i = read.size() - 1; i >= 0; i--) {
            ahead.push(read.get(i));
        }
        return null;
    }

    /// Whether every quote of a line is closed in it.
    private static boolean closed(String line) {
        return line.chars().filter(c -> c == '"').count() % 2 == 0;
    }

    private static char separator(String header) {
        char best = ',';
        for (char c : SEPARATORS.toCharArray()) {
            if (cells(header, c).size() > cells(header, best).size()) {
                best = c;
            }
        }
        return best;
    }

    static List<String> cells(String line, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
