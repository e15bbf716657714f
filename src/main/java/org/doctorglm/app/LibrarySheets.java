package org.doctorglm.app;

import java.util.ArrayList;
import java.util.List;
import org.doctorglm.dataset.proposal.Sheet;
import org.doctorglm.dataset.proposal.Sheet.Part;
import org.doctorglm.dataset.proposal.Sheet.Section;
import org.doctorglm.knowledge.Disease;

/// Entries of the library as sheets that questions are made of.
final class LibrarySheets {
    private LibrarySheets() {
    }

    static Sheet of(Disease disease) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Section.OVERVIEW, List.of(), disease.overview()));
        parts.add(new Part(Section.CAUSES, List.of(), disease.background().causes()));
        parts.add(part(Section.SYMPTOMS, disease.symptoms()));
        parts.add(part(Section.DIAGNOSIS, disease.diagnosis()));
        parts.add(part(Section.TREATMENT, disease.treatment()));
        parts.add(part(Section.PREVENTION, disease.prevention()));
        parts.add(new Part(Section.PROGNOSIS, List.of(), disease.background().prognosis()));
        parts.add(new Part(Section.URGENT, disease.urgent(), ""));
        return new Sheet(disease.id(), disease.name(), disease.departments().isEmpty() ? "" : disease.departments().getFirst(), disease.edition(), parts,
                disease.background().lay());
    }

    private static Part part(Section section, Disease.Section said) {
        return new Part(section, said.items(), said.text());
    }
}
