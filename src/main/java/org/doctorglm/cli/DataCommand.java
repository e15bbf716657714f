package org.doctorglm.cli;

import picocli.CommandLine.Command;

/// `data …`
@Command(name = "data", subcommands = {DataImportCommand.class, DataListCommand.class, DataStatsCommand.class, DataLintCommand.class,
        DataSplitCommand.class, DataRemoveCommand.class, DataBenchCommand.class})
final class DataCommand extends Group {
}
