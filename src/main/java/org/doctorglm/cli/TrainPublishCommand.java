package org.doctorglm.cli;

import java.nio.file.Path;
import org.doctorglm.model.Precision;
import org.doctorglm.release.Publisher;
import org.doctorglm.training.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `train publish RUN`: adapter → merged → rounded → measured → pack. Ends with 3, and leaves no pack, when rounding cost too much.
@Command(name = "publish")
final class TrainPublishCommand extends EngineVerb {
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
        RunFolder run = services.training().runs().find(name);
        Publisher.Publication published = services.runPublisher().publish(run, checkpoint, base, wanted, pack != null ? pack : run.name() + "-" + wanted.key(),
                terminal().progress(terminal().word("train.publishing")), cancellation());
        say(published);
        return published.passed() ? DONE : REFUSED;
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
