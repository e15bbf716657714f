package org.doctorglm.release;

import java.io.IOException;
import java.nio.file.Path;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.engine.EngineException;
import org.doctorglm.generation.Generator;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.LossCard;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.ScratchFolder;
import org.doctorglm.platform.Version;
import org.jspecify.annotations.Nullable;

/// From an adapter, or a network trained as a whole, to a pack that may answer: merged in 32 bits, rounded once, measured against the same network unrounded.
///
/// The paper's tuned model could not be quantised (its third limitation); here a pack that loses too much is not published at all.
public final class Publisher {
    private final ModelStore models;
    private final QualityGate gate;

    public Publisher(ModelStore models, Generator.EngineLoader engines) {
        this.models = models;
        this.gate = new QualityGate(engines);
    }

    /// What came out.
    ///
    /// @param pack among the imported ones where it passed, else gone
    public record Publication(ModelPack pack, LossCard card, boolean passed) {
    }

    /// @param base folder of the checkpoint or of the unrounded pack that the adapter was trained on
    /// @param adapter null where `base` itself is what was trained
    /// @param name of the new pack
    /// @param texts that neither network learned from
    /// @param answers of them that both answer
    /// @param progress in thousandths
    /// @throws org.doctorglm.model.ModelException NOT_A_BASE, ADAPTER_MISMATCH, EXISTS, BAD_NAME
    /// @throws java.util.concurrent.CancellationException when cancelled; no pack is left
    public Publication publish(Path base, @Nullable Path adapter, Precision precision, String name, HeldOut texts, int answers, Progress progress,
                               Cancellation cancellation) throws IOException, EngineException {
        models.requireFree(name);
        ImportRequest rounded = new ImportRequest(base, adapter, AdapterOptions.NONE, precision, ModelStore.defaultQuantizer(precision), name, true);
        try (ScratchFolder aside = new ScratchFolder("publish")) {
            // Made aside: a kill before the gate has spoken must leave nothing that somebody could ask.
            ModelStore store = new ModelStore(aside.path(), Version.current());
            ModelPack reference = store.importFolder(rounded.rounded(Precision.FP32, null, java.util.Map.of(), "reference"), part(progress, 0, 300), cancellation);
            ModelPack pack = store.importFolder(rounded, part(progress, 300, 250), cancellation);
            LossCard card = gate.measure(pack, reference, texts, answers, part(progress, 550, 400), cancellation);
            if (!card.passed(precision)) {
                return new Publication(pack, card, false);
            }
            pack.keep(card);
            return new Publication(models.adopt(pack, name, part(progress, 950, 50), cancellation), card, true);
        }
    }

    private static Progress part(Progress whole, long from, long width) {
        return (done, total) -> whole.at(from + (total <= 0 ? 0 : width * done / total), 1000);
    }
}
