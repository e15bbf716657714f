package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import org.doctorglm.checkpoint.AdapterSummary;
import org.doctorglm.model.AdapterFit;
import org.doctorglm.model.FolderInspection;
import org.doctorglm.model.PackEstimate;
import org.doctorglm.model.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `model inspect DIR`: what a folder holds and what a pack of it would need, without importing anything.
@Command(name = "inspect")
final class ModelInspectCommand extends Verb {
    @Parameters(paramLabel = "DIR")
    Path folder = Path.of("");

    @Mixin
    AdapterArguments adapter = new AdapterArguments();

    @Override
    int run(CommandServices services) throws Exception {
        ObjectNode json = switch (FolderInspection.of(folder)) {
            case FolderInspection.Network network -> network(network);
            case FolderInspection.Adapter(AdapterSummary summary) -> adapter(summary).put("path", folder.toString());
            case FolderInspection.Pack(var pack) -> PackJson.write(pack).put("kind", "pack");
        };
        if (json()) {
            terminal().json(json);
        } else {
            terminal().line(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
        }
        return DONE;
    }

    private ObjectNode network(FolderInspection.Network network) throws Exception {
        ObjectNode json = object().put("kind", "network").put("path", network.folder().toString()).put("release", network.config().release())
                .put("stored", network.stored().name().toLowerCase(Locale.ROOT)).put("layout", network.safetensors() ? "safetensors" : "torch")
                .put("bytes", network.bytes()).put("parameters", network.parameters()).put("tied", network.tied()).put("prefix", network.prefix())
                .put("tokenizer", network.tokenizer());
        json.set("config", JSON.valueToTree(network.config()));
        ArrayNode files = json.putArray("files");
        network.files().forEach(file -> files.add(String.valueOf(file.getFileName())));
        int prefix = network.prefix();
        if (adapter.path != null) {
            AdapterSummary summary = AdapterFit.check(network.folder(), adapter.path, adapter.options());
            json.set("adapter", adapter(summary));
            prefix = Math.max(prefix, summary.tokens());
        }
        ArrayNode packs = json.putArray("packs");
        for (Precision precision : Precision.values()) {
            PackEstimate estimate = PackEstimate.of(network.config(), precision, network.tied(), prefix);
            packs.addObject().put("precision", precision.key()).put("bytes", estimate.weightBytes()).put("memory", estimate.memoryBytes())
                    .put("bytesPerToken", estimate.bytesPerToken());
        }
        return json;
    }

    private static ObjectNode adapter(AdapterSummary summary) {
        ObjectNode json = object().put("kind", summary.kind().name().toLowerCase(Locale.ROOT)).put("name", summary.name())
                .put("rows", summary.rows() == null ? null : summary.rows().key()).put("rank", summary.rank()).put("alpha", summary.alpha())
                .put("tokens", summary.tokens()).put("bytes", summary.bytes());
        ArrayNode missing = json.putArray("missing");
        summary.missing().forEach(number -> missing.add(number.name().toLowerCase(Locale.ROOT)));
        return json;
    }
}
