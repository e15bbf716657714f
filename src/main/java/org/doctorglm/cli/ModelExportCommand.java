package org.doctorglm.cli;

import java.nio.file.Path;
import org.doctorglm.model.ModelPack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `model export M --to DIR`: copies a pack, to a USB stick for example, and reads it again there. `model import` takes it from there.
@Command(name = "export")
final class ModelExportCommand extends Verb {
    @Parameters(paramLabel = "M")
    String name = "";

    @Option(names = "--to", paramLabel = "DIR", required = true, descriptionKey = "to-folder")
    Path to = Path.of("");

    @Override
    int run(CommandServices services) throws Exception {
        ModelPack copy = services.models().copyOut(name, to, terminal().progressInBytes(terminal().word("model.exporting")), cancellation());
        if (json()) {
            terminal().json(object().put("name", copy.name()).put("sha256", copy.sha256()).put("bytes", copy.bytes())
                    .put("folder", copy.folder().toAbsolutePath().toString()));
        } else {
            terminal().line(copy.sha256() + "  " + copy.folder().toAbsolutePath());
        }
        return DONE;
    }
}
