package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.model.ModelException;
import org.doctorglm.model.ModelPack;
import picocli.CommandLine.Command;

/// `model list`.
@Command(name = "list")
final class ModelListCommand extends Verb {
    @Override
    int run(CommandServices services) {
        if (json()) {
            ObjectNode result = object();
            ArrayNode models = result.putArray("models");
            services.models().list().forEach(pack -> models.add(PackJson.write(pack, services.models().diskUse(pack))));
            terminal().json(result);
        } else {
            for (ModelPack pack : services.models().list()) {
                terminal().line(PackJson.line(pack, services.models().diskUse(pack), terminal()) + (pack.failedGate() ? "  ✗ " + terminal().word("gate.mark") : ""));
            }
        }
        Failures failures = new Failures(terminal());
        for (ModelException broken : services.models().damaged()) {
            terminal().message(failures.sentence(broken));
        }
        return DONE;
    }
}
