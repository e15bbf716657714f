package org.doctorglm.cli;

import picocli.CommandLine.Command;

/// `data …`
@Command(name = "data", subcommands = {DataImportCommand.class, DataListCommand.class, DataStatsCommand.class, DataLintCommand.class,
        DataFilterCommand.class, DataUndoCommand.class, DataSplitCommand.class, DataMixCommand.class, DataQuestionsCommand.class, DataTokensCommand.class,
        DataRemoveCommand.class, DataBenchCommand.class})
final class DataCommand extends Group {
}
