package org.doctorglm.cli;

import picocli.CommandLine.Command;

/// `history …`
@Command(name = "history", subcommands = {HistoryListCommand.class, HistorySearchCommand.class, HistoryExportCommand.class})
final class HistoryCommand extends Group {
}
