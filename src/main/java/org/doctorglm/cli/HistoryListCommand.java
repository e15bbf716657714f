package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.dialogue.Dialogue;
import picocli.CommandLine.Command;

/// `history list`.
@Command(name = "list")
final class HistoryListCommand extends Verb {
    @Override
    int run(CommandServices services) {
        ObjectNode result = object();
        ArrayNode list = result.putArray("consultations");
        for (Dialogue dialogue : services.dialogues().list()) {
            list.add(json(dialogue));
            if (!json()) {
                terminal().line(dialogue.id() + "  " + dialogue.updatedAt() + "  " + dialogue.title());
            }
        }
        if (json()) {
            terminal().json(result);
        }
        return DONE;
    }

    static ObjectNode json(Dialogue dialogue) {
        return object().put("id", dialogue.id()).put("title", dialogue.title()).put("disease", dialogue.subtitle())
                .put("answers", dialogue.answers()).put("createdAt", dialogue.createdAt().toString()).put("updatedAt", dialogue.updatedAt().toString());
    }
}
