package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.engine.Engine;
import org.doctorglm.engine.EngineKind;
import org.doctorglm.engine.Logits;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.ScratchFolder;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Version;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `model logits`: raw scores of a checkpoint, through the import and the engine that chat. The pack made for it is thrown away.
@Command(name = "logits")
final class ModelLogitsCommand extends EngineVerb {
    @Option(names = "--checkpoint", paramLabel = "DIR", required = true)
    Path checkpoint = Path.of("");

    @Mixin
    AdapterArguments adapter = new AdapterArguments();

    @Option(names = "--precision", paramLabel = "P", converter = PrecisionConverter.class)
    Precision precision = Precision.FP32;

    @Option(names = "--prompt-ids", split = ",", paramLabel = "ID", required = true)
    int[] promptIds = {};

    @Option(names = "--then-ids", split = ",", paramLabel = "ID")
    int @Nullable [] thenIds;

    @Option(names = "--engine", paramLabel = "E", descriptionKey = "engine", converter = EngineKindConverter.class)
    EngineKind engine = EngineKind.BEST;

    @Override
    int run(CommandServices services) throws Exception {
        try (ScratchFolder aside = new ScratchFolder("logits")) {
            ModelPack pack = new ModelStore(aside.path(), Version.current())
                    .importFolder(new ImportRequest(checkpoint, adapter.path, adapter.options(), precision,
                            ModelStore.defaultQuantizer(precision), "checkpoint"), Progress.NONE, cancellation());
            terminal().json(steps(services.engine(pack, engine)));
        }
        return DONE;
    }

    private ObjectNode steps(Engine opened) throws Exception {
        List<Logits> logits = new ArrayList<>();
        try (Engine engine = opened) {
            int[] then = thenIds == null ? new int[0] : thenIds;
            logits.add(engine.session().prefill(promptIds, then.length, cancellation()));
            for (int id : then) {
                cancellation().throwIfRequested();
                logits.add(engine.session().step(id));
            }
        }
        ObjectNode result = object();
        ArrayNode steps = result.putArray("steps");
        for (Logits step : logits) {
            ArrayNode values = steps.addArray();
            for (float value : step.values()) {
                values.add(value);
            }
        }
        return result;
    }
}
