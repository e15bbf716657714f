package org.doctorglm.cli;

import java.nio.file.Path;
import org.doctorglm.generation.Perplexity.Sample;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.ScratchFolder;
import org.doctorglm.release.HeldOut;
import org.doctorglm.release.Publisher;
import org.doctorglm.release.QualityGate;
import org.doctorglm.training.LocalTraining;
import org.doctorglm.training.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `train publish RUN`: adapter → merged → rounded → measured → pack. Ends with 3, and leaves no pack, when rounding cost too much.
@Command(name = "publish")
final class TrainPublishCommand extends EngineVerb {
    /// Held-out samples that the gate reads.
    private static final int TEXTS = 200;

    @Parameters(paramLabel = "RUN")
    String name = "";

    @Option(names = "--checkpoint", descriptionKey = "train.checkpoint", paramLabel = "N")
    long checkpoint;

    @Option(names = "--base", descriptionKey = "train.base", paramLabel = "DIR")
    @Nullable Path base;

    @Option(names = "--precision", paramLabel = "P", converter = PrecisionConverter.class)
    Precision wanted = Precision.INT4;

    @Option(names = "--name", descriptionKey = "train.pack", paramLabel = "M")
    @Nullable String pack;

    @Override
    int run(CommandServices services) throws Exception {
        LocalTraining training = services.training();
        RunFolder run = training.runs().find(name);
        ModelPack trained = services.models().find(run.run().model());
        HeldOut texts = HeldOut.of(training.heldOut(run, TEXTS).stream().map(turn -> new Sample(turn.question(), turn.answer())).toList());
        try (ScratchFolder aside = new ScratchFolder("adapter")) {
            Path adapter = aside.path().resolve(run.name());
            training.export(run, checkpoint, adapter);
            Publisher.Publication published = services.publisher().publish(base != null ? base : trained.folder(), adapter, wanted,
                    pack != null ? pack : run.name() + "-" + wanted.key(), texts, QualityGate.ANSWERS,
                    terminal().progress(terminal().word("train.publishing")), cancellation());
            say(published);
            return published.passed() ? DONE : REFUSED;
        }
    }

    private void say(Publisher.Publication published) {
        if (json()) {
            terminal().json(object().put("pack", published.passed() ? published.pack().name() : null).put("passed", published.passed())
                    .set("lossCard", LossCards.json(published.card())));
            return;
        }
        LossCards.lines(terminal(), published.card(), wanted);
        terminal().line(terminal().word(published.passed() ? "train.published" : "train.refused", published.pack().name()));
    }
}
