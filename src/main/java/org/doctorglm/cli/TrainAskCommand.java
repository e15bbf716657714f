package org.doctorglm.cli;

import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunFolder.Command;
import org.doctorglm.training.RunState;
import picocli.CommandLine.Parameters;

/// Asks the trainer of a run for something; it obeys after the step that it is taking.
abstract sealed class TrainAskCommand extends Verb {
    @Parameters(paramLabel = "RUN")
    String name = "";

    private final Command command;

    TrainAskCommand(Command command) {
        this.command = command;
    }

    @Override
    int run(CommandServices services) throws Exception {
        RunFolder run = services.training().runs().find(name);
        boolean training = run.training();
        if (training) {
            run.ask(command);
        }
        String state = training ? command == Command.PAUSE ? "pausing" : "stopping" : RunState.of(run).key();
        if (json()) {
            terminal().json(object().put("state", state));
        } else {
            terminal().line(terminal().word("train.state." + state));
        }
        return DONE;
    }

    /// `train pause RUN`
    @picocli.CommandLine.Command(name = "pause")
    static final class Pause extends TrainAskCommand {
        Pause() {
            super(Command.PAUSE);
        }
    }

    /// `train stop RUN`
    @picocli.CommandLine.Command(name = "stop")
    static final class Stop extends TrainAskCommand {
        Stop() {
            super(Command.STOP);
        }
    }
}
