package org.doctorglm.cli;

import java.nio.file.Path;
import org.doctorglm.engine.onnx.device.GraphicsPack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `graphics install DIR`: takes the libraries from a folder and checks them.
@Command(name = "install")
final class GraphicsInstallCommand extends Verb {
    @Parameters(paramLabel = "DIR")
    Path folder = Path.of("");

    @Override
    int run(CommandServices services) throws Exception {
        GraphicsPack pack = services.graphicsPacks().install(folder, terminal().progressInBytes(terminal().word("graphics.copying")), cancellation());
        if (json()) {
            terminal().json(object().put("installed", pack.manifest().runtime()).put("bytes", pack.bytes()));
        } else {
            terminal().line(terminal().word("graphics.installed", pack.manifest().runtime(), "%.1f".formatted(pack.bytes() / 1e9)));
        }
        return DONE;
    }
}
