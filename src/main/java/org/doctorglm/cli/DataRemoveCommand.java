package org.doctorglm.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `data remove NAME`.
@Command(name = "remove")
final class DataRemoveCommand extends Verb {
    @Parameters(paramLabel = "NAME", descriptionKey = "data.name")
    String name = "";

    @Override
    int run(CommandServices services) throws Exception {
        services.datasets().remove(name);
        if (json()) {
            terminal().json(object().put("name", name).put("removed", true));
        } else {
            terminal().line(terminal().word("data.removed", name));
        }
        return DONE;
    }
}
