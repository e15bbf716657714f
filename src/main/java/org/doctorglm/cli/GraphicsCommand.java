package org.doctorglm.cli;

import picocli.CommandLine.Command;

/// `graphics …`: the libraries that compute on graphics cards.
@Command(name = "graphics", subcommands = {GraphicsShowCommand.class, GraphicsInstallCommand.class, GraphicsDescribeCommand.class})
final class GraphicsCommand extends Group {
}
