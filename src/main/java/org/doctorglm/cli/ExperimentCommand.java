package org.doctorglm.cli;

import picocli.CommandLine.Command;

/// `experiment …`
@Command(name = "experiment", subcommands = {ExperimentRunCommand.class, ExperimentGridCommand.class, ExperimentCheckpointsCommand.class, ExperimentListCommand.class,
        ExperimentShowCommand.class, ExperimentTableCommand.class, ExperimentReplayCommand.class, ExperimentReviewCommand.class, ExperimentRemoveCommand.class, ExperimentReportCommand.class,
        ExperimentDesignerCommand.class, ExperimentMetricsCommand.class})
final class ExperimentCommand extends Group {
}
