package org.doctorglm.knowledge;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.doctorglm.knowledge.EntryField.Form;
import org.jspecify.annotations.Nullable;

/// An entry while it is being edited: a text for each field. Not thread-safe.
public final class EntryDraft {
    private final Disease start;
    private final Map<EntryField, String> texts = new EnumMap<>(EntryField.class);

    private EntryDraft(Disease start) {
        this.start = start;
        for (EntryField field : EntryField.values()) {
            texts.put(field, field.text(start));
        }
    }

    public static EntryDraft of(Disease start) {
        return new EntryDraft(start);
    }

    /// A draft with nothing in it.
    public static EntryDraft empty() {
        return new EntryDraft(new Disease("", "", List.of(), "", null, List.of(), "", Disease.Section.EMPTY, Disease.Section.EMPTY, Disease.Section.EMPTY,
                Disease.Section.EMPTY, List.of(), List.of(), List.of(), null, null, "", Disease.NOT_REVIEWED, "", Disease.Background.NONE));
    }

    public EntryDraft with(EntryField field, String text) {
        texts.put(field, text);
        return this;
    }

    public String text(EntryField field) {
        return texts.getOrDefault(field, "");
    }

    /// The entry as typed. Blanks around texts and empty lines of lists are left out; line breaks inside a text become blanks.
    public Disease disease() {
        String code = line(EntryField.ICD10);
        return new Disease(start.id(), line(EntryField.NAME), list(EntryField.ALIASES), line(EntryField.ENGLISH), code.isEmpty() ? null : code,
                list(EntryField.DEPARTMENTS), line(EntryField.OVERVIEW), section(EntryField.SYMPTOMS, EntryField.SYMPTOMS_TEXT),
                section(EntryField.DIAGNOSIS, EntryField.DIAGNOSIS_TEXT), section(EntryField.TREATMENT, EntryField.TREATMENT_TEXT),
                section(EntryField.PREVENTION, EntryField.PREVENTION_TEXT), list(EntryField.URGENT), list(EntryField.KEY_SYMPTOMS),
                list(EntryField.CONFUSED_WITH), choice(EntryField.SEX, Sex.class), choice(EntryField.AGES, AgeGroup.class), line(EntryField.SOURCE),
                start.review(), start.edition(), new Disease.Background(choice(EntryField.FREQUENCY, Frequency.class), line(EntryField.SUMMARY),
                line(EntryField.CAUSES), line(EntryField.PROGNOSIS), list(EntryField.LAY), list(EntryField.RELATED)));
    }

    private Disease.Section section(EntryField items, EntryField text) {
        return new Disease.Section(list(items), line(text));
    }

    private String line(EntryField field) {
        return text(field).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    private List<String> list(EntryField field) {
        return text(field).lines().map(String::strip).filter(item -> !item.isEmpty()).distinct().toList();
    }

    private <E extends Enum<E>> @Nullable E choice(EntryField field, Class<E> type) {
        assert field.form() == Form.CHOICE;
        return text(field).isBlank() ? null : Enum.valueOf(type, text(field).strip().toUpperCase(Locale.ROOT));
    }
}
