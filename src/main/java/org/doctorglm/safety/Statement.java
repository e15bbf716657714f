package org.doctorglm.safety;

import java.util.ArrayList;
import java.util.List;
import org.doctorglm.dialogue.CitedEvidence;

/// Something that the reference says, with the number that stands behind the sentences which rest on it.
///
/// @param number counted from 1 over the sheet
/// @param section `symptoms`, `diagnosis`, `treatment`, `prevention`, or `urgent`
/// @param text a sentence, or the short items of the section
public record Statement(int number, String section, String text) {
    /// The statements of a sheet in the order in which it is shown: of each section its items, then its sentences; at last the danger signs.
    public static List<Statement> of(CitedEvidence sheet) {
        List<Statement> all = new ArrayList<>();
        for (CitedEvidence.Section section : sheet.sections()) {
            if (!section.items().isEmpty()) {
                all.add(new Statement(all.size() + 1, section.kind(), String.join("、", section.items())));
            }
            Sentences.of(section.text()).forEach(sentence -> all.add(new Statement(all.size() + 1, section.kind(), sentence.text())));
        }
        if (!sheet.urgent().isEmpty()) {
            all.add(new Statement(all.size() + 1, "urgent", String.join("、", sheet.urgent())));
        }
        return all;
    }
}
