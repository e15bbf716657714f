package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.dialogue.DialogueRepository.Hit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `history search WORDS`.
@Command(name = "search")
final class HistorySearchCommand extends Verb {
    @Parameters(paramLabel = "WORDS")
    String words = "";

    @Override
    int run(CommandServices services) {
        ObjectNode result = object();
        ArrayNode list = result.putArray("consultations");
        for (Hit hit : services.dialogues().search(words)) {
            list.add(HistoryListCommand.json(hit.dialogue()).put("excerpt", hit.excerpt()));
            if (!json()) {
                terminal().line(hit.dialogue().id() + "  " + hit.dialogue().title() + "  " + hit.excerpt());
            }
        }
        if (json()) {
            terminal().json(result);
        }
        return DONE;
    }
}
