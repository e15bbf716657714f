package org.doctorglm.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.doctorglm.engine.EngineKind;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.LossCard;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.ScratchFolder;
import org.doctorglm.platform.Version;
import org.doctorglm.release.HeldOut;
import org.doctorglm.release.QualityGate;
import org.doctorglm.release.ReleaseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model gate M --data FILE`: measures what rounding cost a pack, lays the loss card beside it, and ends with 3 when that is too much.
///
/// The reference is a pack (`--reference`), made of a checkpoint and thrown away (`--checkpoint`), or the installed FP32 pack of the same files.
@Command(name = "gate")
final class ModelGateCommand extends EngineVerb {
    @Parameters(paramLabel = "M")
    String name = "";

    @Option(names = "--data", paramLabel = "FILE", required = true)
    Path data = Path.of("");

    @Option(names = "--reference", paramLabel = "M2")
    @Nullable String reference;

    @Option(names = "--checkpoint", paramLabel = "DIR")
    @Nullable Path checkpoint;

    @Mixin
    AdapterArguments adapter = new AdapterArguments();

    @Option(names = "--answers", paramLabel = "N")
    int answers = QualityGate.ANSWERS;

    @Override
    int run(CommandServices services) throws Exception {
        atLeast(0, answers, "--answers");
        ModelPack pack = services.models().find(name);
        HeldOut texts = HeldOut.read(data);
        LossCard card;
        try (ScratchFolder aside = new ScratchFolder("gate")) {
            card = new QualityGate(each -> services.engine(each, EngineKind.BEST)).measure(pack, reference(services, pack, aside.path()), texts, answers,
                    terminal().progress(terminal().word("model.measuring")), cancellation());
        }
        keep(pack, card);
        boolean passed = card.passed(pack.manifest().precision());
        if (json()) {
            terminal().json(object().put("passed", passed).put("mostLossIncrease", pack.manifest().precision().mostLossIncrease())
                    .set("lossCard", LossCards.json(card)));
        } else {
            LossCards.lines(terminal(), card, pack.manifest().precision());
        }
        return passed ? DONE : REFUSED;
    }

    private ModelPack reference(CommandServices services, ModelPack pack, Path aside) throws IOException {
        if (reference != null) {
            return services.models().find(reference);
        }
        if (checkpoint != null) {
            ImportRequest request = new ImportRequest(checkpoint, adapter.path, adapter.options(), Precision.FP32, null, "reference");
            return new ModelStore(aside, Version.current())
                    .importFolder(request, terminal().progressInBytes(terminal().word("model.importing")), cancellation());
        }
        return QualityGate.reference(pack, services.models().list())
                .orElseThrow(() -> new ReleaseException(ReleaseException.Reason.NO_REFERENCE, pack.name(), ""));
    }

    /// A pack that came with the program may lie where the user cannot write; what was measured is told all the same.
    private void keep(ModelPack pack, LossCard card) throws IOException {
        if (!Files.isWritable(pack.folder())) {
            terminal().message(terminal().word("gate.not.kept", pack.folder()));
            return;
        }
        pack.keep(card);
    }
}
