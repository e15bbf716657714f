package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.doctorglm.knowledge.ImportOrigin;
import org.doctorglm.knowledge.importing.LibraryImporter;
import org.doctorglm.knowledge.importing.PastImport;
import org.doctorglm.platform.Directories;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `knowledge undo [--import N|--list]`: takes the last import back; once more, the one before. Or any one, also one that others came after.
@Command(name = "undo")
final class KnowledgeUndoCommand extends Verb {
    @Option(names = "--import", paramLabel = "N", descriptionKey = "undo.import")
    int number;

    @Option(names = "--list", descriptionKey = "undo.list")
    boolean list;

    @Override
    int run(CommandServices services) throws Exception {
        atLeast(0, number, "--import");
        Directories directories = services.directories();
        LibraryImporter importer = new LibraryImporter(directories.shippedKnowledge(), directories.importedKnowledge());
        return list ? list(importer) : undo(importer);
    }

    private int list(LibraryImporter importer) throws IOException {
        ArrayNode all = JSON.createArrayNode();
        for (PastImport past : importer.imports()) {
            ImportOrigin origin = past.origin();
            all.addObject().put("number", origin.number()).put("file", origin.file()).put("entries", origin.entries()).put("back", past.back().name().toLowerCase(Locale.ROOT));
            if (!json()) {
                terminal().line(terminal().word("knowledge.undo.past", Integer.toString(origin.number()), origin.file(), origin.entries()));
            }
        }
        if (json()) {
            terminal().json(object().set("imports", all));
        } else if (all.isEmpty()) {
            terminal().line(terminal().word("knowledge.undo.nothing"));
        }
        return DONE;
    }

    private int undo(LibraryImporter importer) throws IOException {
        Optional<ImportOrigin> undone = number > 0 ? Optional.of(importer.undo(number)) : importer.undo();
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
