package org.doctorglm.cli;

import java.nio.file.Path;
import org.doctorglm.training.LocalTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `train export RUN [--checkpoint N] --to DIR`: the adapter in peft's layout.
@Command(name = "export")
final class TrainExportCommand extends Verb {
    @Parameters(paramLabel = "RUN")
    String name = "";

    @Option(names = "--checkpoint", descriptionKey = "train.checkpoint", paramLabel = "N")
    long checkpoint;

    @Option(names = "--to", descriptionKey = "train.to", paramLabel = "DIR", required = true)
    Path target = Path.of("");

    @Override
    int run(CommandServices services) throws Exception {
        LocalTraining training = services.training();
        long step = training.export(training.runs().find(name), checkpoint, target);
        if (json()) {
            terminal().json(object().put("step", step).put("folder", target.toString()));
        } else {
            terminal().line(terminal().word("train.exported", String.valueOf(step), target));
        }
        return DONE;
    }
}
