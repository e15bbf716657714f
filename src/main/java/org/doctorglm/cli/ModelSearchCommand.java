package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.doctorglm.engine.EngineKind;
import org.doctorglm.model.DiskUse;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;
import org.doctorglm.model.Quantizer;
import org.doctorglm.platform.ScratchFolder;
import org.doctorglm.platform.Version;
import org.doctorglm.release.HeldOut;
import org.doctorglm.release.PrecisionSearch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model search DIR --data FILE`: measures which matrices need more than four bits, and imports the folder with the recipe found.
@Command(name = "search")
final class ModelSearchCommand extends EngineVerb {
    @Parameters(paramLabel = "DIR")
    Path folder = Path.of("");

    @Mixin
    AdapterArguments adapter = new AdapterArguments();

    @Option(names = "--data", paramLabel = "FILE", required = true)
    Path data = Path.of("");

    @Option(names = "--max-loss-increase", paramLabel = "SHARE")
    double mostIncrease = 0.01;

    @Option(names = "--blocks", split = ",", paramLabel = "N")
    List<Integer> blocks = List.of(32, 64, 128);

    @Option(names = "--name", paramLabel = "N")
    @Nullable String name;

    @Override
    int run(CommandServices services) throws Exception {
        if (!(mostIncrease > 0 && mostIncrease <= 1)) {
            throw wrongUsage("usage.increase");
        }
        List<Quantizer> layouts = layouts();
        String chosen = name != null ? name : folder.toAbsolutePath().normalize().getFileName() + "-searched";
        services.models().requireFree(chosen);
        ImportRequest request = new ImportRequest(folder, adapter.path, adapter.options(), Precision.INT4, null, chosen);
        HeldOut texts = HeldOut.read(data);
        PrecisionSearch.Found found;
        try (ScratchFolder aside = new ScratchFolder("search")) {
            found = new PrecisionSearch(each -> services.engine(each, EngineKind.BEST), aside.path(), Version.current(), request, texts, layouts)
                    .search(mostIncrease, terminal().progress(terminal().word("model.searching")), cancellation());
        }
        ModelPack pack = services.models().importFolder(found.request(request), terminal().progressInBytes(terminal().word("model.importing")),
                cancellation());
        show(pack, services.models().diskUse(pack), found);
        return DONE;
    }

    private List<Quantizer> layouts() {
        try {
            return PrecisionSearch.layouts(blocks);
        } catch (IllegalArgumentException e) {
            throw wrongUsage("usage.blocks");
        }
    }

    private void show(ModelPack pack, DiskUse disk, PrecisionSearch.Found found) {
        Map<String, String> recipe = new TreeMap<>();
        found.recipe().choices().forEach((group, quantizer) -> recipe.put(group.name(), quantizer.key()));
        if (json()) {
            ObjectNode json = PackJson.write(pack, disk);
            json.put("lossIncrease", found.loss().increase()).put("loss", found.loss().rounded());
            json.set("recipe", JSON.valueToTree(recipe));
            ObjectNode costs = json.putObject("costs");
            found.costs().forEach((group, layouts) -> {
                ObjectNode of = costs.putObject(group.name());
                layouts.forEach((quantizer, cost) -> of.put(quantizer.key(), cost));
            });
            terminal().json(json);
            return;
        }
        recipe.forEach((group, layout) -> terminal().line(String.format(Locale.ROOT, "%-14s %s", group, layout)));
        terminal().line(String.format(Locale.ROOT, "%+.3f %%", 100 * found.loss().increase()));
        terminal().line(PackJson.line(pack, disk, terminal()));
    }
}
