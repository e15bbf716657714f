package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseLibrary;
import picocli.CommandLine.Command;

/// `knowledge list`.
@Command(name = "list")
final class KnowledgeListCommand extends Verb {
    @Override
    int run(CommandServices services) throws Exception {
        DiseaseLibrary library = services.library();
        ObjectNode result = object().put("edition", library.edition().toString());
        ArrayNode diseases = result.putArray("diseases");
        for (Disease disease : library.all()) {
            diseases.addObject().put("id", disease.id()).put("name", disease.name()).put("english", disease.english())
                    .put("icd10", disease.icd10()).put("review", disease.review());
            if (!json()) {
                terminal().line(disease.name() + "\t" + disease.english() + "\t" + (disease.icd10() == null ? "" : disease.icd10()));
            }
        }
        if (json()) {
            terminal().json(result);
        } else {
            terminal().message(library.edition().toString());
        }
        return DONE;
    }
}
