package org.doctorglm.release;

import java.util.List;
import java.util.OptionalInt;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.engine.EngineException;
import org.doctorglm.generation.Generation;
import org.doctorglm.generation.Generator;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Cancellation;

/// Two packs asked the same with the same settings and the same seed, one after the other, so that one network is in memory at a time.
///
/// @param seed of both
/// @param answers as written, in the order of the packs
public record AnswerComparison(long seed, List<Written> answers) {
    /// @param loadMs time that loading the pack took, milliseconds
    public record Written(ModelPack pack, Generation generation, double loadMs) {
    }

    /// @param prompt what both read, whole
    /// @param settings with a seed
    public static AnswerComparison of(Generator generator, ModelPack left, ModelPack right, String prompt, SamplingSettings settings,
                                      Cancellation cancellation) throws EngineException {
        return new AnswerComparison(settings.seed(), List.of(write(generator, left, prompt, settings, cancellation),
                write(generator, right, prompt, settings, cancellation)));
    }

    private static Written write(Generator generator, ModelPack pack, String prompt, SamplingSettings settings, Cancellation cancellation)
            throws EngineException {
        double loadMs = generator.load(pack).loadMs();
        Generation generation = generator.generate(pack, prompt, settings, event -> { }, cancellation);
        cancellation.throwIfRequested();
        return new Written(pack, generation, loadMs);
    }

    /// Character, counted in code points, at which the second text leaves the first; empty where they are the same.
    public OptionalInt firstDifference() {
        int[] left = answers.getFirst().generation().text().codePoints().toArray();
        int[] right = answers.getLast().generation().text().codePoints().toArray();
        int at = java.util.Arrays.mismatch(left, right);
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(at);
    }
}
