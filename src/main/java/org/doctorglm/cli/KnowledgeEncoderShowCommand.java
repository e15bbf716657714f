package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.Optional;
import org.doctorglm.embedding.InstalledEncoder;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.MeaningIndex;
import picocli.CommandLine.Command;

/// `knowledge encoder show`: what is installed, whether it still is what was installed, how many entries it has read.
@Command(name = "show")
final class KnowledgeEncoderShowCommand extends Verb {
    @Override
    int run(CommandServices services) throws Exception {
        Optional<InstalledEncoder> installed = services.encoders().installed();
        if (installed.isEmpty()) {
            if (json()) {
                terminal().json(object().put("installed", false));
            } else {
                terminal().line(terminal().word("encoder.none"));
            }
            return DONE;
        }
        InstalledEncoder encoder = installed.get();
        encoder.verify(terminal().progressInBytes(terminal().word("encoder.checking")), cancellation());
        // Opened by itself first, so that its failure is said and not passed over.
        services.encoders().open().ifPresent(opened -> opened.close());
        DiseaseLibrary library = services.library();
        MeaningIndex.Status status = library.meaning();
        boolean trained = Files.isRegularFile(encoder.folder().resolve("ranker.json"));
        if (json()) {
            ObjectNode json = object().put("installed", true).put("name", encoder.name()).put("sha256", encoder.sha256()).put("bytes", encoder.bytes())
                    .put("vectors", status.vectors()).put("entries", library.all().size()).put("trained", trained);
            json.set("files", JSON.valueToTree(encoder.files()));
            terminal().json(json);
        } else {
            terminal().line(terminal().word("encoder.installed", encoder.name(), number("%.1f", encoder.bytes() / 1e6), status.vectors(), library.all().size()));
            terminal().line(terminal().word(trained ? "encoder.trained" : "encoder.untrained"));
            terminal().line("SHA-256 " + encoder.sha256());
        }
        return DONE;
    }
}
