package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.SectionKind;
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
        ObjectNode json = JSON.valueToTree(disease);
        if (json()) {
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
        return DONE;
    }
}
