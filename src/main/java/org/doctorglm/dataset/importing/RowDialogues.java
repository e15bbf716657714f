package org.doctorglm.dataset.importing;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Turn;

/// Joins rows one after the other that belong to one dialogue; rows that say nothing of it are dialogues of their own. Close it: the last
/// dialogue is given out then.
final class RowDialogues implements Closeable {
    private final Records records;
    private final List<Turn> turns = new ArrayList<>();
    private String department = "";
    private String dialogue = "";
    private long line;
    private int characters;

    RowDialogues(Records records) {
        this.records = records;
    }

    void take(Columns columns, long row, List<String> cells) throws IOException {
        try {
            take(row, columns.dialogue(cells), columns.conversation(cells));
        } catch (RefusedRecord e) {
            records.refuse(row, e);
        }
    }

    /// @param of the dialogue's number or name, empty for one of its own
    void take(long row, String of, Conversation conversation) throws IOException {
        int more = conversation.turns().stream().mapToInt(turn -> turn.question().length() + turn.answer().length()).sum();
        if (of.isEmpty() || !of.equals(dialogue) || characters + more > Limits.RECORD) {
            flush();
            line = row;
            dialogue = of;
            department = conversation.department();
        }
        turns.addAll(conversation.turns());
        characters += more;
        if (of.isEmpty()) {
            flush();
        }
    }

    private void flush() throws IOException {
        if (!turns.isEmpty()) {
            Conversation whole = new Conversation(department, turns);
            turns.clear();
            characters = 0;
            records.take(line, whole);
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
