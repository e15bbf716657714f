package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.PackManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `model show M`.
@Command(name = "show")
final class ModelShowCommand extends Verb {
    @Parameters(paramLabel = "M")
    String name = "";

    @Override
    int run(CommandServices services) throws Exception {
        ModelPack pack = services.models().find(name);
        PackManifest manifest = pack.manifest();
        ObjectNode json = PackJson.write(pack, services.models().diskUse(pack));
        json.set("config", JSON.valueToTree(manifest.config()));
        json.set("quantiser", JSON.valueToTree(manifest.quantiser()));
        json.set("traits", JSON.valueToTree(manifest.traits()));
        json.set("files", JSON.valueToTree(manifest.files()));
        json.set("sources", JSON.valueToTree(manifest.sources()));
        pack.lossCard().ifPresent(card -> json.set("lossCard", LossCards.json(card)));
        json.put("tensors", manifest.tensors().size()).put("createdBy", manifest.createdBy()).put("folder", pack.folder().toString());
        if (json()) {
            terminal().json(json);
        } else {
            terminal().line(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
        }
        return DONE;
    }
}
