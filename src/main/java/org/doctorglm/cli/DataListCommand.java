package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.dataset.Dataset;
import picocli.CommandLine.Command;

/// `data list`.
@Command(name = "list")
final class DataListCommand extends Verb {
    @Override
    int run(CommandServices services) throws Exception {
        ObjectNode result = object();
        ArrayNode sets = result.putArray("sets");
        for (Dataset set : services.datasets().list()) {
            sets.add(DatasetJson.of(set));
            if (!json()) {
                terminal().line(terminal().word("data.row", set.name(), String.valueOf(set.conversations()), String.valueOf(set.turns()), set.details().licence()));
            }
        }
        if (json()) {
            terminal().json(result);
        }
        return DONE;
    }
}
