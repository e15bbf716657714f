package org.doctorglm.cli;

import picocli.CommandLine.Command;

/// `knowledge …`
@Command(name = "knowledge", subcommands = {KnowledgeImportCommand.class, KnowledgeUndoCommand.class, KnowledgeListCommand.class, KnowledgeShowCommand.class,
        KnowledgeSearchCommand.class, KnowledgeBenchCommand.class, KnowledgeEvaluateCommand.class, KnowledgeTrainCommand.class, KnowledgeEncoderCommand.class})
final class KnowledgeCommand extends Group {
}
