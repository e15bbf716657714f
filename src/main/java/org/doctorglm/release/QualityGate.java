package org.doctorglm.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.engine.EngineException;
import org.doctorglm.generation.Generation;
import org.doctorglm.generation.Generator;
import org.doctorglm.generation.Perplexity.Sample;
import org.doctorglm.metrics.Repetition;
import org.doctorglm.model.LossCard;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.release.ReleaseException.Reason;

/// Measures what rounding cost a pack: the pack and the same network in FP32 read the same texts and write the same answers.
///
/// Both networks are mapped at once, because the distributions of a large vocabulary are too many to be kept for later.
public final class QualityGate {
    /// Prompts that both answer unless told otherwise.
    public static final int ANSWERS = 20;
    private static final int ANSWER_TOKENS = 160;
    private static final SamplingSettings GREEDY = new SamplingSettings(0, 1, 0, 0, 1, 0, ANSWER_TOKENS, 0);

    private final Generator.EngineLoader engines;

    public QualityGate(Generator.EngineLoader engines) {
        this.engines = engines;
    }

    /// @param reference FP32 or FP16 pack of the same sources
    /// @param answers prompts of the data that both answer, at most
    /// @param progress in texts and answers
    /// @throws ReleaseException ROUNDED_REFERENCE, OTHER_SOURCES, BLIND_REFERENCE
    public LossCard measure(ModelPack pack, ModelPack reference, HeldOut data, int answers, Progress progress, Cancellation cancellation)
            throws ReleaseException, EngineException {
        requireComparable(pack, reference);
        long begin = System.nanoTime();
        List<Sample> asked = data.some(answers);
        long total = data.samples().size() + asked.size();
        try (Generator left = new Generator(engines); Generator right = new Generator(engines)) {
            Comparison compared = left.with(reference, leftModel -> right.with(pack, rightModel -> {
                Comparison comparison = new Comparison(leftModel, rightModel, cancellation);
                for (int i = 0; i < data.samples().size(); i++) {
                    cancellation.throwIfRequested();
                    comparison.add(data.samples().get(i));
                    progress.at(i + 1, total);
                }
                return comparison;
            }));
            requireSeeing(reference, compared.loss());
            List<Generation> before = new ArrayList<>();
            List<Generation> after = new ArrayList<>();
            for (Sample sample : asked) {
                before.add(left.generate(reference, sample.prompt(), GREEDY, event -> { }, cancellation));
                after.add(right.generate(pack, sample.prompt(), GREEDY, event -> { }, cancellation));
                cancellation.throwIfRequested();
                progress.at(data.samples().size() + after.size(), total);
            }
            return new LossCard(pack.sha256(), reference.sha256(), compared.loss(), compared.agreement(), compared.divergence(),
                    answers(before, after), compared.tokens(), data.sha256(), (System.nanoTime() - begin) / 1e9);
        }
    }

    /// Beside a reference that guesses blindly every pack looks good: losing nothing more than everything is no achievement.
    private static void requireSeeing(ModelPack reference, LossCard.Loss loss) throws ReleaseException {
        if (!(loss.reference() < Math.log(reference.manifest().config().vocabulary()))) {
            throw new ReleaseException(Reason.BLIND_REFERENCE, reference.name(), String.format(Locale.ROOT, "%.2f", loss.reference()));
        }
    }

    private static void requireComparable(ModelPack pack, ModelPack reference) throws ReleaseException {
        if (reference.manifest().precision().quantised()) {
            throw new ReleaseException(Reason.ROUNDED_REFERENCE, reference.name(), reference.manifest().precision().key());
        }
        Optional<String> different = differentSource(pack, reference);
        if (different.isPresent()) {
            throw new ReleaseException(Reason.OTHER_SOURCES, reference.name(), different.get());
        }
    }

    /// First file that only one of two packs was made of, or that was another.
    static Optional<String> differentSource(ModelPack pack, ModelPack other) {
        List<FileHash> here = pack.manifest().sources();
        List<FileHash> there = other.manifest().sources();
        for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
            if (i >= here.size() || i >= there.size() || !here.get(i).sha256().equals(there.get(i).sha256())) {
                return Optional.of((i < here.size() ? here : there).get(i).name());
            }
        }
        return Optional.empty();
    }

    /// An installed pack that a pack can be measured against.
    public static Optional<ModelPack> reference(ModelPack pack, List<ModelPack> installed) {
        return installed.stream().filter(other -> !other.manifest().precision().quantised() && differentSource(pack, other).isEmpty()).findFirst();
    }

    private static LossCard.Answers answers(List<Generation> before, List<Generation> after) {
        int identical = 0;
        for (int i = 0; i < before.size(); i++) {
            identical += before.get(i).text().equals(after.get(i).text()) ? 1 : 0;
        }
        return new LossCard.Answers(before.size(), identical, writing(before), writing(after));
    }

    private static LossCard.Writing writing(List<Generation> answers) {
        return new LossCard.Writing(Repetition.of(answers.stream().map(Generation::text).toList()),
                (int) answers.stream().filter(answer -> answer.reason() == FinishReason.LOOP).count());
    }
}
