package org.doctorglm.cli;

import java.nio.file.Path;
import org.doctorglm.embedding.InstalledEncoder;
import org.doctorglm.knowledge.DiseaseLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `knowledge encoder install DIR`: takes a sentence model from a folder, tries it, and has it read all entries.
@Command(name = "install")
final class KnowledgeEncoderInstallCommand extends Verb {
    @Parameters(paramLabel = "DIR")
    Path folder = Path.of("");

    @Override
    int run(CommandServices services) throws Exception {
        InstalledEncoder encoder = services.encoders().install(folder, terminal().progressInBytes(terminal().word("encoder.copying")), cancellation());
        DiseaseLibrary library = services.library();
        library.encode(terminal().progress(terminal().word("encoder.reading")), cancellation());
        if (json()) {
            terminal().json(object().put("installed", encoder.name()).put("sha256", encoder.sha256()).put("bytes", encoder.bytes())
                    .put("vectors", library.meaning().vectors()).put("entries", library.all().size()));
        } else {
            terminal().line(terminal().word("encoder.installed", encoder.name(), number("%.1f", encoder.bytes() / 1e6), library.meaning().vectors(), library.all().size()));
        }
        return DONE;
    }
}
