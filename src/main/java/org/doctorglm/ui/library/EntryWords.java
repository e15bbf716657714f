package org.doctorglm.ui.library;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.EntryField;
import org.doctorglm.knowledge.LibraryEntry;
import org.doctorglm.ui.control.Desk;

/// An entry in words: its parts with their titles, in the order in which a doctor reads them.
final class EntryWords {
    /// A part of an entry.
    ///
    /// @param items short phrases, empty where there are only sentences
    record Part(EntryField field, String title, List<String> items, String text) {
        boolean isEmpty() {
            return items.isEmpty() && text.isBlank();
        }
    }

    private EntryWords() {
    }

    /// The parts of an entry, empty ones too, so that two entries can stand side by side.
    static List<Part> parts(Desk desk, Disease d) {
        List<Part> parts = new ArrayList<>();
        parts.add(sentences(desk, EntryField.OVERVIEW, d.overview()));
        parts.add(sentences(desk, EntryField.SUMMARY, d.background().summary()));
        parts.add(items(desk, EntryField.URGENT, d.urgent()));
        parts.add(items(desk, EntryField.KEY_SYMPTOMS, d.keySymptoms()));
        parts.add(section(desk, EntryField.SYMPTOMS, d.symptoms()));
        parts.add(items(desk, EntryField.LAY, d.background().lay()));
        parts.add(sentences(desk, EntryField.CAUSES, d.background().causes()));
        parts.add(section(desk, EntryField.DIAGNOSIS, d.diagnosis()));
        parts.add(section(desk, EntryField.TREATMENT, d.treatment()));
        parts.add(section(desk, EntryField.PREVENTION, d.prevention()));
        parts.add(sentences(desk, EntryField.PROGNOSIS, d.background().prognosis()));
        return parts;
    }

    /// English name, code, departments, and who gets it.
    static String facts(Desk desk, Disease d) {
        String code = d.icd10() == null ? "" : d.icd10();
        String sex = d.sex() == null ? "" : desk.say(d.sex());
        String ages = d.ages() == null ? "" : desk.say(d.ages());
        String frequency = d.background().frequency() == null ? "" : desk.say(d.background().frequency());
        return Stream.of(d.english(), code, String.join("、", d.departments()), frequency, sex, ages).filter(word -> !word.isBlank())
                .collect(Collectors.joining(" · "));
    }

    /// Who stands for the entry.
    static String review(Desk desk, LibraryEntry entry) {
        return entry.review() == null ? desk.say("library.unreviewed")
                : desk.say("library.reviewed", entry.review().reviewer(), desk.formats().dayAndTime(entry.review().at()));
    }

    /// Where the entry comes from: source, edition, licence, file.
    static String origin(Desk desk, LibraryEntry entry) {
        String file = entry.origin() == LibraryEntry.Origin.IMPORTED ? entry.file() : "";
        return Stream.of(entry.disease().source(), desk.say("library.edition", entry.disease().edition()),
                        desk.words().aspect(entry.origin(), "licence"), file)
                .filter(word -> !word.isBlank()).collect(Collectors.joining(" · "));
    }

    private static Part sentences(Desk desk, EntryField field, String text) {
        return new Part(field, desk.say(field), List.of(), text);
    }

    private static Part items(Desk desk, EntryField field, List<String> items) {
        return new Part(field, desk.say(field), items, "");
    }

    private static Part section(Desk desk, EntryField field, Disease.Section section) {
        return new Part(field, desk.say(field), section.items(), section.text());
    }
}
