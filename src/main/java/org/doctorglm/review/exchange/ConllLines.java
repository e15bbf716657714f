package org.doctorglm.review.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.CodePoints;
import org.doctorglm.review.MarkKind;
import org.doctorglm.review.exchange.Refused.Reason;
import org.jspecify.annotations.Nullable;

/// CoNLL with a character a line and one column of `B-…`, `I-…`, `O` for each kind, so that different kinds may overlap. Two marks of one kind over one
/// another cannot be said: the later one is left out and counted. Blanks and line ends are written `\s \t \n \r \\`. Files of others may have longer
/// tokens and one column; their tokens are put together without blanks.
final class ConllLines {
    private static final String[][] ESCAPES = {{"\\", "\\\\"}, {" ", "\\s"}, {"\t", "\\t"}, {"\n", "\\n"}, {"\r", "\\r"}};

    private ConllLines() {
    }

    /// @return the lines, and how many marks are not in them
    static Map.Entry<String, Integer> written(ReviewRecord record) {
        CodePoints points = new CodePoints(record.answer().text());
        String[][] tags = new String[MarkKind.values().length][points.count()];
        int lost = 0;
        for (Annotation mark : record.reading().marks()) {
            String[] column = tags[mark.kind().ordinal()];
            boolean taken = false;
            for (int at = mark.span().start(); at < mark.span().end(); at++) {
                taken |= column[at] != null;
            }
            lost += taken ? 1 : 0;
            for (int at = mark.span().start(); at < mark.span().end() && !taken; at++) {
                column[at] = (at == mark.span().start() ? "B-" : "I-") + mark.kind().key();
            }
        }
        StringBuilder lines = new StringBuilder();
        lines.append("# answer = ").append(escaped(record.answer().id())).append("\n# question = ").append(escaped(record.answer().question()))
                .append("\n# reviewer = ").append(escaped(record.reading().reviewer())).append('\n');
        for (int at = 0; at < points.count(); at++) {
            lines.append(escaped(Character.toString(points.at(at))));
            for (String[] column : tags) {
                lines.append('\t').append(column[at] == null ? "O" : column[at]);
            }
            lines.append('\n');
        }
        return Map.entry(lines.append('\n').toString(), lost);
    }

    static void read(TextLines lines, Intake intake) throws IOException {
        List<String> block = new ArrayList<>();
        long first = 1;
        long length = 0;
        for (TextLines.Line line = lines.next(); line != null; line = lines.next()) {
            String text = line.text();
            if (text != null && text.endsWith("\r")) {
                text = text.substring(0, text.length() - 1);
            }
            if (text != null && !text.isBlank()) {
                length += text.length();
                if (length <= Intake.LONGEST) {
                    block.add(text);
                }
                continue;
            }
            end(block, first, length, intake);
            block.clear();
            length = 0;
            first = line.number() + 1;
        }
        end(block, first, length, intake);
    }

    private static void end(List<String> block, long first, long length, Intake intake) {
        if (length > Intake.LONGEST) {
            intake.refuse(first, Reason.TOO_LARGE, "");
        } else if (!block.isEmpty()) {
            block(block, first, intake);
        }
    }

    private record Open(int start, String kind) {
    }

    private static void block(List<String> block, long first, Intake intake) {
        Map<String, String> about = new HashMap<>();
        StringBuilder text = new StringBuilder();
        List<String[]> rows = new ArrayList<>();
        for (String line : block) {
            if (line.startsWith("# ") && line.indexOf('\t') < 0) {
                int is = line.indexOf(" = ");
                about.put(is < 0 ? "" : line.substring(2, is), is < 0 ? "" : plain(line.substring(is + 3)));
                continue;
            }
            String[] cells = line.indexOf('\t') >= 0 ? line.split("\t") : line.strip().split(" +");
            if (cells.length < 2) {
                intake.refuse(first, Reason.BAD_ROW, line);
                return;
            }
            cells[0] = plain(cells[0]);
            text.append(cells[0]);
            rows.add(cells);
        }
        Intake.Draft draft = intake.begin(first, about.getOrDefault("answer", ""), about.getOrDefault("question", ""), text.toString(), "", about.getOrDefault("reviewer", ""));
        if (draft != null) {
            marks(rows, first, draft);
            draft.about(Map.of());
            draft.end();
        }
    }

    private static void marks(List<String[]> rows, long first, Intake.Draft draft) {
        int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        for (int column = 1; column < columns; column++) {
            Open open = null;
            int at = 0;
            for (String[] row : rows) {
                String tag = column < row.length ? row[column] : "O";
                boolean tagged = tag.length() > 2 && (tag.startsWith("B-") || tag.startsWith("I-"));
                String kind = tagged ? tag.substring(2) : "";
                if (open != null && !(tag.startsWith("I-") && kind.equals(open.kind))) {
                    draft.mark(first, open.start, at, open.kind, Map.of());
                    open = null;
                }
                if (tagged && open == null) {
                    open = new Open(at, kind);
                }
                at += row[0].codePointCount(0, row[0].length());
            }
            if (open != null) {
                draft.mark(first, open.start, at, open.kind, Map.of());
            }
        }
    }

    static String escaped(String text) {
        String escaped = text;
        for (String[] pair : ESCAPES) {
            escaped = escaped.replace(pair[0], pair[1]);
        }
        return escaped;
    }

    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String original = c == '\\' && i + 1 < text.length() ? original(text.substring(i, i + 2)) : null;
            plain.append(original == null ? String.valueOf(c) : original);
            i += original == null ? 0 : 1;
        }
        return plain.toString();
    }

    private static @Nullable String original(String escape) {
        for (String[] pair : ESCAPES) {
            if (pair[1].equals(escape)) {
                return pair[0];
            }
        }
        return null;
    }
}
