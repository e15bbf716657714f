package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.ImportOrigin;
import org.doctorglm.knowledge.SectionKind;
import org.doctorglm.knowledge.importing.LibraryImporter;
import org.doctorglm.platform.Directories;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `knowledge show NAME`.
@Command(name = "show")
final class KnowledgeShowCommand extends Verb {
    @Parameters(paramLabel = "NAME")
    String name = "";

    @Override
    int run(CommandServices services) throws Exception {
        Disease disease = services.library().find(name)
                .orElseThrow(() -> new ConsultationException(ConsultationException.Reason.UNKNOWN_DISEASE, name));
        Directories directories = services.directories();
        Optional<ImportOrigin> origin = new LibraryImporter(directories.shippedKnowledge(), directories.importedKnowledge()).origin(disease);
        ObjectNode json = JSON.valueToTree(disease);
        if (json()) {
            origin.ifPresent(from -> json.set("import", JSON.valueToTree(from)));
            terminal().json(json);
            return DONE;
        }
        terminal().line(disease.name() + "（" + String.join("、", disease.aliases()) + "）");
        terminal().line(disease.english() + (disease.icd10() == null ? "" : " · " + disease.icd10()) + " · " + String.join("、", disease.departments()));
        terminal().line(disease.overview());
        for (SectionKind kind : SectionKind.values()) {
            terminal().line(terminal().word("section." + kind.key()) + "  " + disease.section(kind).text());
        }
        terminal().line(terminal().word("section.urgent") + "  " + String.join("；", disease.urgent()));
        terminal().line(disease.source() + " · " + disease.edition() + " · " + disease.review());
        origin.ifPresent(from -> terminal().line(terminal().word("knowledge.origin", from.file(), from.date(), from.sha256(),
                from.edition().isBlank() ? "–" : from.edition(), from.licence().isBlank() ? "–" : from.licence(), from.provenance().isBlank() ? "–" : from.provenance())));
        return DONE;
    }
}
