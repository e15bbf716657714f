package org.doctorglm.cli;

import org.doctorglm.embedding.EncoderException;
import org.doctorglm.knowledge.DiseaseLibrary;
import picocli.CommandLine.Command;

/// `knowledge encoder build`: has the sentence model read the entries that it has not read yet, after an import for example.
@Command(name = "build")
final class KnowledgeEncoderBuildCommand extends Verb {
    @Override
    int run(CommandServices services) throws Exception {
        if (services.encoders().installed().isEmpty()) {
            throw new EncoderException(EncoderException.Reason.NONE, "");
        }
        DiseaseLibrary library = services.library();
        library.encode(terminal().progress(terminal().word("encoder.reading")), cancellation());
        if (json()) {
            terminal().json(object().put("vectors", library.meaning().vectors()).put("entries", library.all().size()));
        } else {
            terminal().line(terminal().word("encoder.built", library.meaning().vectors(), library.all().size()));
        }
        return DONE;
    }
}
