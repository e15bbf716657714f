package org.doctorglm.dataset.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.RejectedRecord.Reason;
import org.doctorglm.dataset.Turn;
import org.jspecify.annotations.Nullable;

/// Our own JSON lines (`turns` of `q` and `a`, with `department`), and objects with fields for question and answer.
///
/// @param chosen fields that the caller names
record LinesLayout(Map<DialogueField, String> chosen) implements Layout {
    static boolean fits(JsonNode node) throws IOException {
        return node.path("turns").isArray() || node.isObject() && Columns.of(names(node), Map.of(), "") != null;
    }

    @Override
    public void read(ImportedFile file, Records records) throws IOException {
        try (RowDialogues dialogues = new RowDialogues(records)) {
            new JsonRecords(file).read(false, records, (line, node) -> {
                dialogues.take(line, chosen.containsKey(DialogueField.DIALOGUE) ? node.path(chosen.get(DialogueField.DIALOGUE)).asText("").strip() : "",
                        conversation(node, file.name()));
                return true;
            });
        }
    }

    private Conversation conversation(JsonNode node, String file) throws IOException, RefusedRecord {
        if (!node.path("turns").isArray()) {
            return single(node, file);
        }
        List<Turn> turns = new ArrayList<>();
        for (JsonNode turn : node.path("turns")) {
            turns.addAll(single(turn, file).turns());
        }
        if (turns.isEmpty()) {
            throw new RefusedRecord(Reason.NO_QUESTION, "");
        }
        return new Conversation(node.path("department").asText("").strip(), turns);
    }

    private Conversation single(JsonNode node, String file) throws IOException, RefusedRecord {
        List<String> names = names(node);
        boolean there = chosen.values().stream().allMatch(names::contains);
        @Nullable Columns columns = there ? Columns.of(names, chosen, file) : null;
        if (columns == null) {
            throw new RefusedRecord(Reason.MISSING_FIELD, there ? "" : String.join(", ", chosen.values()));
        }
        return columns.conversation(names.stream().map(name -> node.path(name).asText("")).toList());
    }

    static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
