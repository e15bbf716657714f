package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.doctorglm.knowledge.LibraryImporter;
import org.doctorglm.knowledge.Rejected;
import org.doctorglm.platform.Directories;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `knowledge import FILE…`: entries of `knowledge/disease.schema.json`, one a line. Broken lines are named, the others are taken.
@Command(name = "import")
final class KnowledgeImportCommand extends Verb {
    @Parameters(paramLabel = "FILE", arity = "1..*")
    List<Path> files = List.of();

    @Override
    int run(CommandServices services) throws Exception {
        Directories directories = services.directories();
        LibraryImporter importer = new LibraryImporter(directories.shippedKnowledge(), directories.importedKnowledge());
        ObjectNode result = object();
        ArrayNode rejected = JSON.createArrayNode();
        int imported = 0;
        int broken = 0;
        for (Path file : files) {
            LibraryImporter.Report report = importer.add(file, terminal().progress(terminal().word("knowledge.importing")), cancellation());
            imported += report.imported();
            broken += report.rejectedLines();
            for (Rejected line : report.rejected()) {
                String reason = terminal().word("Rejected." + line.reason(), line.detail());
                rejected.addObject().put("file", file.toString()).put("line", line.line()).put("reason", reason);
                terminal().message(file + ":" + line.line() + ": " + reason);
            }
        }
        if (json()) {
            result.put("imported", imported).set("rejected", rejected);
            terminal().json(result);
        } else {
            terminal().line(terminal().word("knowledge.imported", imported, broken));
        }
        return imported == 0 && broken > 0 ? FAILED : DONE;
    }
}
