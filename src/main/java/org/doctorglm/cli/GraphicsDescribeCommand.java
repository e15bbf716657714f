package org.doctorglm.cli;

import java.nio.file.Path;
import org.doctorglm.engine.onnx.device.GraphicsPack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `graphics describe DIR`: writes the manifest of a folder into which somebody has put the libraries, so that it can be installed elsewhere.
@Command(name = "describe")
final class GraphicsDescribeCommand extends Verb {
    @Parameters(paramLabel = "DIR")
    Path folder = Path.of("");

    @Override
    int run(CommandServices services) throws Exception {
        GraphicsPack pack = GraphicsPack.describe(folder, terminal().progress(terminal().word("graphics.hashing")), cancellation());
        if (json()) {
            terminal().json(object().put("files", pack.manifest().files().size()).put("bytes", pack.bytes()));
        } else {
            terminal().line(terminal().word("graphics.described", pack.folder().resolve(GraphicsPack.MANIFEST)));
        }
        return DONE;
    }
}
