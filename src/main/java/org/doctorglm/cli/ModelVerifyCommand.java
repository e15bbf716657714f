package org.doctorglm.cli;

import org.doctorglm.model.ModelPack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `model verify M`: every file is read and hashed.
@Command(name = "verify")
final class ModelVerifyCommand extends Verb {
    @Parameters(paramLabel = "M")
    String name = "";

    @Override
    int run(CommandServices services) throws Exception {
        ModelPack pack = services.models().find(name);
        services.verify(pack, terminal().progress(terminal().word("model.verifying")), cancellation());
        if (json()) {
            terminal().json(object().put("name", pack.name()).put("verified", true));
        } else {
            terminal().line(terminal().word("model.verified", pack.name()));
        }
        return DONE;
    }
}
