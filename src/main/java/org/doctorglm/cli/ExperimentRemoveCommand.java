package org.doctorglm.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `experiment remove NAME`
@Command(name = "remove")
final class ExperimentRemoveCommand extends Verb {
    @Parameters(paramLabel = "NAME", descriptionKey = "experiment.which")
    String name = "";

    @Override
    int run(CommandServices services) throws Exception {
        services.experiments().remove(name);
        if (json()) {
            terminal().json(object().put("removed", name));
        } else {
            terminal().line(terminal().word("experiment.removed", name));
        }
        return DONE;
    }
}
