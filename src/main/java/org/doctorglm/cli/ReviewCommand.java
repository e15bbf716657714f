package org.doctorglm.cli;

import picocli.CommandLine.Command;

/// `review …`
@Command(name = "review", subcommands = {ReviewListCommand.class, ReviewQueueCommand.class, ReviewImportCommand.class, ReviewExportCommand.class, ReviewBundleCommand.class,
        ReviewAgreementCommand.class, ReviewTableCommand.class, ReviewErrorsCommand.class, ReviewLogCommand.class})
final class ReviewCommand extends Group {
}
