package org.doctorglm.cli;

import picocli.CommandLine.Command;

/// `train …`
@Command(name = "train", subcommands = {TrainEstimateCommand.class, TrainBenchCommand.class, TrainRunCommand.class, TrainListCommand.class,
        TrainShowCommand.class, TrainCheckCommand.class, TrainEvaluateCommand.class, TrainCompareCommand.class,
        TrainExportCommand.class, TrainPublishCommand.class, TrainAskCommand.Pause.class, TrainAskCommand.Stop.class, TrainQueueCommand.class})
final class TrainCommand extends Group {
}
