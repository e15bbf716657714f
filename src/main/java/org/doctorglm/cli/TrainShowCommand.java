package org.doctorglm.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.doctorglm.training.RunEvent;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunPlan;
import org.doctorglm.training.RunState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `train show RUN`
@Command(name = "show")
final class TrainShowCommand extends Verb {
    @Parameters(paramLabel = "RUN")
    String name = "";

    @Option(names = "--file", descriptionKey = "train.file", paramLabel = "FILE")
    @Nullable Path file;

    @Override
    int run(CommandServices services) throws Exception {
        RunFolder run = services.training().runs().find(name);
        if (file != null) {
            Files.writeString(file, RunPlan.of(run.run()).text());
        }
        if (json()) {
            terminal().json(TrainRuns.json(run, true));
            return DONE;
        }
        run.run().recipe().forEach((key, value) -> terminal().line(key + " = " + value));
        terminal().line(terminal().word("train.state." + RunState.of(run).key()));
        for (RunEvent event : run.events()) {
            String line = line(event);
            if (!line.isEmpty()) {
                terminal().line(line);
            }
        }
        return DONE;
    }

    private String line(RunEvent event) {
        return switch (event) {
            case RunEvent.Step ignored -> "";
            case RunEvent.Saved ignored -> "";
            case RunEvent.Shrunk shrunk -> terminal().word("train.shrunk", String.valueOf(shrunk.step()), String.valueOf(shrunk.batch()));
            case RunEvent.Look look -> terminal().word("train.look", String.valueOf(look.step()), number("%.4f", look.loss()),
                    number("%.4f", look.divergence()));
            case RunEvent.Probed probed -> probed.answers().stream().map(a -> "  " + a.probe().question() + " → " + a.text())
                    .collect(java.util.stream.Collectors.joining(System.lineSeparator()));
            case RunEvent.Alarmed alarmed -> terminal().word("train.alarm", String.valueOf(alarmed.step()),
                    terminal().word("train.signal." + alarmed.alarm().signal()));
        };
    }
}
