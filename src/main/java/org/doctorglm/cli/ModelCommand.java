package org.doctorglm.cli;

import picocli.CommandLine.Command;

/// `model …`
@Command(name = "model", subcommands = {ModelInspectCommand.class, ModelImportCommand.class, ModelListCommand.class, ModelShowCommand.class, ModelVerifyCommand.class,
        ModelRemoveCommand.class, ModelLogitsCommand.class, ModelTokenizeCommand.class, ModelPerplexityCommand.class, ModelBenchCommand.class,
        ModelGateCommand.class, ModelSearchCommand.class, ModelExportCommand.class, ModelCompareCommand.class})
final class ModelCommand extends Group {
}
