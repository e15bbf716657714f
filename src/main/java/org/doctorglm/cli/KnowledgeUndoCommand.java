package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.doctorglm.knowledge.ImportOrigin;
import org.doctorglm.knowledge.importing.LibraryImporter;
import org.doctorglm.platform.Directories;
import picocli.CommandLine.Command;

/// `knowledge undo`: takes the last import back; once more, the one before.
@Command(name = "undo")
final class KnowledgeUndoCommand extends Verb {
    @Override
    int run(CommandServices services) throws Exception {
        Directories directories = services.directories();
        Optional<ImportOrigin> undone = new LibraryImporter(directories.shippedKnowledge(), directories.importedKnowledge()).undo();
        if (json()) {
            ObjectNode result = object().put("undone", undone.isPresent());
            undone.ifPresent(origin -> result.set("import", JSON.valueToTree(origin)));
            terminal().json(result);
        } else {
            terminal().line(undone.map(origin -> terminal().word("knowledge.undone", origin.file(), origin.entries()))
                    .orElseGet(() -> terminal().word("knowledge.undo.nothing")));
        }
        return undone.isPresent() ? DONE : FAILED;
    }
}
