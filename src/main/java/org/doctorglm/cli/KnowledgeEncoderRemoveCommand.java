package org.doctorglm.cli;

import org.doctorglm.knowledge.MeaningIndex;
import picocli.CommandLine.Command;

/// `knowledge encoder remove`: the library answers as it did before there was a sentence model.
@Command(name = "remove")
final class KnowledgeEncoderRemoveCommand extends Verb {
    @Override
    int run(CommandServices services) throws Exception {
        boolean removed = services.encoders().remove();
        MeaningIndex.forget(services.directories().index());
        if (json()) {
            terminal().json(object().put("removed", removed));
        } else {
            terminal().line(terminal().word(removed ? "encoder.removed" : "encoder.none"));
        }
        return removed ? DONE : FAILED;
    }
}
