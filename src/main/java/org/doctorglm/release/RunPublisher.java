package org.doctorglm.release;

import java.io.IOException;
import java.nio.file.Path;
import org.doctorglm.engine.EngineException;
import org.doctorglm.generation.Perplexity.Sample;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.ScratchFolder;
import org.doctorglm.training.LocalTraining;
import org.doctorglm.training.RunFolder;
import org.jspecify.annotations.Nullable;

/// From a run to a pack that may answer: its checkpoint as an adapter or as a network of its own, measured with what the run held out.
///
/// @param training finds what was held out, writes the adapter
/// @param models where the base is, and where the pack goes
public record RunPublisher(LocalTraining training, ModelStore models, Publisher publisher) {
    /// Held-out samples that the gate reads.
    private static final int TEXTS = 200;

    /// @param step of the checkpoint, 0 for the best one
    /// @param base folder of the checkpoint that a rounded base was made of; null where the base itself is unrounded, and where the run trained the whole network
    /// @param progress in thousandths
    /// @throws org.doctorglm.training.TrainingException NO_SAMPLES, DAMAGED_RUN, CHANGED
    /// @throws org.doctorglm.model.ModelException NOT_A_BASE, EXISTS, BAD_NAME
    public Publisher.Publication publish(RunFolder run, long step, @Nullable Path base, Precision precision, String name, Progress progress,
                                         Cancellation cancellation) throws IOException, EngineException {
        ModelPack trained = models.find(run.run().model());
        HeldOut texts = HeldOut.of(training.heldOut(run, TEXTS).stream().map(turn -> new Sample(turn.question(), turn.answer())).toList());
        try (ScratchFolder aside = new ScratchFolder("adapter")) {
            Path exported = aside.path().resolve(run.name());
            training.export(run, step, exported);
            boolean whole = run.run().whole();
            Path merged = base != null ? base : trained.folder();
            return publisher.publish(whole ? exported : merged, whole ? null : exported, precision, name, texts, QualityGate.ANSWERS, progress, cancellation);
        }
    }
}
