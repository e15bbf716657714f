package org.doctorglm.cli;

import org.doctorglm.training.LocalTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `train evaluate RUN`: the whole held-out part with and without the adapter.
@Command(name = "evaluate")
final class TrainEvaluateCommand extends EngineVerb {
    @Parameters(paramLabel = "RUN")
    String name = "";

    @Option(names = "--checkpoint", descriptionKey = "train.checkpoint", paramLabel = "N")
    long checkpoint;

    @Override
    int run(CommandServices services) throws Exception {
        LocalTraining training = services.training();
        LocalTraining.Gain gain = training.gain(training.runs().find(name), checkpoint, cancellation());
        if (json()) {
            terminal().json(object().put("step", gain.step()).put("samples", gain.samples()).put("tokens", gain.tokens()).put("base", gain.base())
                    .put("tuned", gain.tuned()).put("fall", gain.fall()).put("low", gain.change().low()).put("high", gain.change().high()));
        } else {
            terminal().line(terminal().word("train.gain", String.valueOf(gain.step()), number("%.4f", gain.base()), number("%.4f", gain.tuned()),
                    number("%.1f", 100 * gain.fall()), number("%.4f", gain.change().low()), number("%.4f", gain.change().high()),
                    String.valueOf(gain.samples()), String.valueOf(gain.tokens())));
        }
        return DONE;
    }
}
