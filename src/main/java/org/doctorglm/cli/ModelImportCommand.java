package org.doctorglm.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.doctorglm.checkpoint.Adapter;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.model.Quantizer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model import DIR`: a Hugging Face folder becomes a pack; a pack from elsewhere is taken as it is.
@Command(name = "import")
final class ModelImportCommand extends Verb {
    @Parameters(paramLabel = "DIR")
    Path folder = Path.of("");

    @Mixin
    AdapterArguments adapter = new AdapterArguments();

    @Option(names = "--precision", paramLabel = "P", converter = PrecisionConverter.class)
    Precision precision = Precision.INT4;

    @Option(names = "--name", paramLabel = "N")
    @Nullable String name;

    @Option(names = "--block", paramLabel = "N")
    @Nullable Integer block;

    @Option(names = "--symmetric")
    boolean symmetric;

    @Option(names = "--restart")
    boolean restart;

    @Override
    int run(CommandServices services) throws Exception {
        if (ModelStore.isPack(folder)) {
            return takePack(services);
        }
        String chosen = name != null ? name : last(folder) + (adapter.path == null ? "" : "-" + Adapter.nameOf(adapter.path)) + "-" + precision.key();
        Quantizer quantizer = ModelStore.defaultQuantizer(precision);
        if (block != null && (Integer.bitCount(block) != 1 || block < 32 || block > 1024)) {
            throw wrongUsage("usage.block");
        }
        if (quantizer != null && (block != null || symmetric)) {
            quantizer = new Quantizer(quantizer.bits(), block == null ? quantizer.block() : block, symmetric || quantizer.symmetric());
        }
        ModelPack pack = take(services, new ImportRequest(folder, adapter.path, adapter.options(), precision, quantizer, chosen, restart));
        if (json()) {
            terminal().json(PackJson.write(pack, services.models().diskUse(pack)));
        } else {
            terminal().line(PackJson.line(pack, services.models().diskUse(pack), terminal()));
        }
        return DONE;
    }

    /// What was decided when the pack was made cannot be decided again.
    private int takePack(CommandServices services) throws IOException {
        if (adapter.path != null || block != null || symmetric) {
            throw wrongUsage("usage.pack");
        }
        ModelPack pack = services.models().adopt(ModelPack.open(folder.toAbsolutePath().normalize(), false), name != null ? name : String.valueOf(last(folder)),
                terminal().progressInBytes(terminal().word("model.importing")), cancellation());
        if (json()) {
            terminal().json(PackJson.write(pack, services.models().diskUse(pack)));
        } else {
            terminal().line(PackJson.line(pack, services.models().diskUse(pack), terminal()));
        }
        return DONE;
    }

    private ModelPack take(CommandServices services, ImportRequest request) throws IOException {
        try {
            return services.models().importFolder(request, terminal().progressInBytes(terminal().word("model.importing")), cancellation());
        } catch (CancellationException e) {
            if (services.models().unfinished()) {
                terminal().message(terminal().word("model.import.kept"));
            }
            throw e;
        }
    }

    private static Path last(Path folder) {
        return folder.toAbsolutePath().normalize().getFileName();
    }
}
