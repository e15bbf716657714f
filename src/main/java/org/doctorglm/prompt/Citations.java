package org.doctorglm.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.Evidence;
import org.doctorglm.knowledge.SectionKind;

/// Freezes what the library said into what is stored with an answer.
final class Citations {
    /// Below this chance an alternative is noise: a source that does not fit is worse than none.
    private static final double LEAST = 0.03;

    private Citations() {
    }

    /// @param firstIsUsed whether the first one stands in the prompt
    static List<CitedEvidence> of(List<Evidence> ranked, boolean firstIsUsed) {
        List<CitedEvidence> cited = new ArrayList<>();
        for (Evidence evidence : ranked) {
            boolean used = firstIsUsed && cited.isEmpty();
            if (used || evidence.score() >= LEAST) {
                cited.add(cite(evidence, used));
            }
        }
        return cited;
    }

    private static CitedEvidence cite(Evidence evidence, boolean used) {
        Disease disease = evidence.disease();
        List<String> matched = evidence.matched().stream().map(match -> match.keyword().text()).distinct().toList();
        List<CitedEvidence.Section> sections = Arrays.stream(SectionKind.values())
                .map(kind -> new CitedEvidence.Section(kind.key(), disease.section(kind).items(), disease.section(kind).text())).toList();
        return new CitedEvidence(disease.id(), disease.name(), disease.aliases(), disease.english(), disease.icd10(), disease.departments(),
                evidence.score(), matched, sections, disease.urgent(), used, disease.source(), disease.review(), disease.edition());
    }
}
