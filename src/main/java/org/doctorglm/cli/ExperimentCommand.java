package org.doctorglm.cli;

import picocli.CommandLine.Command;

/// `experiment …`
@Command(name = "experiment", subcommands = {ExperimentDesignerCommand.class, ExperimentMetricsCommand.class})
final class ExperimentCommand extends Group {
}
