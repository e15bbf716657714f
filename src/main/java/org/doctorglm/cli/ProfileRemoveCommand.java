package org.doctorglm.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `profile remove P`; pack and sets stay.
@Command(name = "remove")
final class ProfileRemoveCommand extends Verb {
    @Parameters(paramLabel = "P", descriptionKey = "profile.name")
    String name = "";

    @Override
    int run(CommandServices services) throws Exception {
        services.profiles().remove(name);
        if (json()) {
            terminal().json(object().put("name", name).put("removed", true));
        } else {
            terminal().line(terminal().word("profile.removed", name));
        }
        return DONE;
    }
}
