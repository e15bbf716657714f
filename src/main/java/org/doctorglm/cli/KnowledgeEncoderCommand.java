package org.doctorglm.cli;

import picocli.CommandLine.Command;

/// `knowledge encoder …`: a hospital's own sentence model.
@Command(name = "encoder", subcommands = {KnowledgeEncoderInstallCommand.class, KnowledgeEncoderShowCommand.class, KnowledgeEncoderBuildCommand.class,
        KnowledgeEncoderRemoveCommand.class})
final class KnowledgeEncoderCommand extends Group {
}
