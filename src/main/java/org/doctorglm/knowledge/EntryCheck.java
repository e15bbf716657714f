package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.doctorglm.knowledge.EntryProblem.Reason;

/// Looks at an entry that somebody typed before it is stored: the limits are those of the files, so that what is stored can be read again.
final class EntryCheck {
    private static final Pattern CODE = Pattern.compile("[A-Z]\\d{2}(\\.[0-9A-Z]{1,4})?([-–][A-Z]\\d{2}(\\.\\d)?)?");
    private static final int EXCERPT = 40;

    private final DiseaseLibrary library;
    private final Disease entry;
    private final List<EntryProblem> problems = new ArrayList<>();

    private EntryCheck(DiseaseLibrary library, Disease entry) {
        this.library = library;
        this.entry = entry;
    }

    /// @return empty when the entry may be stored
    static List<EntryProblem> problems(DiseaseLibrary library, Disease entry) {
        return new EntryCheck(library, entry).look();
    }

    private List<EntryProblem> look() {
        if (entry.name().isBlank()) {
            add(Reason.EMPTY, "name", "");
        }
        text("name", entry.name(), DiseaseJson.NAME);
        taken("name", entry.name());
        list("aliases", entry.aliases(), DiseaseJson.NAME);
        entry.aliases().forEach(alias -> taken("aliases", alias));
        text("english", entry.english(), DiseaseJson.ITEM);
        if (entry.icd10() != null && !CODE.matcher(entry.icd10()).matches()) {
            add(Reason.BAD_CODE, "icd10", entry.icd10());
        }
        list("departments", entry.departments(), DiseaseJson.NAME);
        text("overview", entry.overview(), DiseaseJson.TEXT);
        for (SectionKind kind : SectionKind.values()) {
            list(kind.key(), entry.section(kind).items(), DiseaseJson.ITEM);
            text(kind.key(), entry.section(kind).text(), DiseaseJson.TEXT);
        }
        list("urgent", entry.urgent(), DiseaseJson.ITEM);
        list("keySymptoms", entry.keySymptoms(), DiseaseJson.ITEM);
        text("summary", entry.background().summary(), DiseaseJson.TEXT);
        text("causes", entry.background().causes(), DiseaseJson.TEXT);
        text("prognosis", entry.background().prognosis(), DiseaseJson.TEXT);
        list("lay", entry.background().lay(), DiseaseJson.ITEM);
        links("related", entry.background().related());
        links("confusedWith", entry.confusedWith());
        text("source", entry.source(), DiseaseJson.TEXT);
        return problems;
    }

    private void text(String field, String text, int most) {
        if (text.length() > most) {
            add(Reason.TOO_LONG, field, text);
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            add(Reason.CONTROL_CHARACTER, field, text);
        }
    }

    private void list(String field, List<String> items, int most) {
        if (items.size() > JsonFields.MAX_ITEMS) {
            add(Reason.TOO_MANY, field, "");
        }
        items.forEach(item -> text(field, item, most));
        if (items.stream().anyMatch(String::isBlank)) {
            add(Reason.EMPTY, field, "");
        }
    }

    /// Two entries with one name could not be told apart in a question.
    private void taken(String field, String name) {
        library.find(name).filter(other -> !other.id().equals(entry.id()) && other.names().stream().anyMatch(used -> Folding.fold(used).equals(Folding.fold(name))))
                .ifPresent(other -> add(Reason.NAME_TAKEN, field, name));
    }

    /// A link that an import left without its end may stay; a new one must lead somewhere.
    private void links(String field, List<String> ids) {
        List<String> former = library.entry(entry.id()).map(LibraryEntry::disease).map(old -> field.equals("related") ? old.background().related()
                : old.confusedWith()).orElse(List.of());
        for (String id : ids) {
            if (library.entry(id).isEmpty() && !former.contains(id)) {
                add(Reason.UNKNOWN_ENTRY, field, id);
            }
        }
    }

    private void add(Reason reason, String field, String detail) {
        problems.add(new EntryProblem(reason, field, detail.substring(0, Math.min(EXCERPT, detail.length()))));
    }
}
