package org.doctorglm.dataset.importing;

import java.io.IOException;
import org.doctorglm.dataset.RejectedRecord.Reason;
import org.doctorglm.dataset.importing.TextLines.Line;
import org.jspecify.annotations.Nullable;

/// Layouts in which a line, or a few of them, is a record.
enum TextLayout implements Layout {
    /// CMD's text form: a line of title and question, a line of answer, blank lines.
    CMD_TEXT {
        @Override
        void read(TextLines lines, Records records) throws IOException {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                if (line.blank()) {
                    continue;
                }
                Line answer = lines.next();
                String question = line.text();
                if (question == null || answer == null || answer.text() == null) {
                    records.refuse(line.number(), Reason.BAD_ENCODING, "");
                    continue;
                }
                take(records, line.number(), question, answer.text());
            }
        }
    },
    /// `label TAB question TAB answer`; only right answers are taken.
    CMEDQA {
        @Override
        void read(TextLines lines, Records records) throws IOException {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                if (line.blank()) {
                    continue;
                }
                String text = line.text();
                String[] cells = text == null ? new String[0] : text.split("\t", -1);
                if (text == null) {
                    records.refuse(line.number(), line.reason() == null ? Reason.BAD_ENCODING : line.reason(), "");
                } else if (cells.length != 3) {
                    records.refuse(line.number(), Reason.WRONG_COLUMNS, String.valueOf(cells.length));
                } else if (!cells[0].strip().equals("1")) {
                    records.refuse(line.number(), Reason.WRONG_ANSWER, "");
                } else {
                    take(records, line.number(), unquoted(cells[1]), unquoted(cells[2]));
                }
            }
        }
    },
    /// One turn a line between tags; a dialogue begins where the context is empty.
    REMEDI {
        @Override
        void read(TextLines lines, Records records) throws IOException {
            Rounds rounds = new Rounds();
            long begin = 0;
            long length = 0;
            for (Line line = lines.next(); line != null; line = lines.next()) {
                if (line.blank()) {
                    continue;
                }
                String text = line.text() == null ? "" : line.text();
                String before = inside("context", text);
                String asked = inside("currentuser", text);
                String answered = inside("response", text);
                if (before == null || asked == null || answered == null) {
                    records.refuse(line.number(), line.reason() == null ? Reason.MISSING_FIELD : line.reason(), "<|context|>");
                    continue;
                }
                if (before.isBlank()) {
                    take(records, begin, rounds);
                    rounds = new Rounds();
                    begin = line.number();
                    length = 0;
                }
                length += asked.length() + answered.length();
                if (length > Limits.RECORD) {
                    records.refuse(line.number(), Reason.TOO_LARGE, "");
                    continue;
                }
                rounds.patient(asked);
                rounds.doctor(answered);
            }
            take(records, begin, rounds);
        }
    };

    @Override
    public void read(ImportedFile file, Records records) throws IOException {
        try (TextLines lines = file.lines()) {
            read(lines, records);
        }
    }

    abstract void read(TextLines lines, Records records) throws IOException;

    private static void take(Records records, long line, String question, String answer) throws IOException {
        try {
            records.take(line, Rounds.single("", question, answer));
        } catch (RefusedRecord e) {
            records.refuse(line, e);
        }
    }

    private static void take(Records records, long line, Rounds rounds) throws IOException {
        if (line == 0) {
            return;
        }
        try {
            records.take(line, rounds.conversation(""));
        } catch (RefusedRecord e) {
            records.refuse(line, e);
        }
    }

    /// Looked for once from the left: a pattern would try every opening tag of a hostile line against its whole rest.
    private static @Nullable String inside(String tag, String text) {
        String opening = "<|" + tag + "|>";
        int from = text.indexOf(opening);
        int to = from < 0 ? -1 : text.indexOf("<|endof" + tag + "|>", from);
        return to < 0 ? null : text.substring(from + opening.length(), to);
    }

    /// Quotes that a table once needed.
    private static String unquoted(String cell) {
        String text = cell.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }
}
