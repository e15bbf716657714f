package org.doctorglm.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `model remove M`.
@Command(name = "remove")
final class ModelRemoveCommand extends Verb {
    @Parameters(paramLabel = "M")
    String name = "";

    @Override
    int run(CommandServices services) throws Exception {
        services.models().remove(name);
        if (json()) {
            terminal().json(object().put("name", name).put("removed", true));
        } else {
            terminal().line(terminal().word("model.removed", name));
        }
        return DONE;
    }
}
