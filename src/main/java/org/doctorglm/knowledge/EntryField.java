package org.doctorglm.knowledge;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The fields of an entry that can be changed, each as one text: lists have one item a line, links are ids. Editing, comparing and
/// telling what changed go through this list, so that no field is forgotten in one of them.
public enum EntryField {
    NAME("name", Form.LINE, Disease::name),
    ALIASES("aliases", Form.LIST, d -> lines(d.aliases())),
    ENGLISH("english", Form.LINE, Disease::english),
    ICD10("icd10", Form.LINE, d -> Objects.requireNonNullElse(d.icd10(), "")),
    DEPARTMENTS("departments", Form.LIST, d -> lines(d.departments())),
    FREQUENCY("frequency", Form.CHOICE, d -> choice(d.background().frequency())),
    SEX("sex", Form.CHOICE, d -> choice(d.sex())),
    AGES("ages", Form.CHOICE, d -> choice(d.ages())),
    OVERVIEW("overview", Form.TEXT, Disease::overview),
    SUMMARY("summary", Form.TEXT, d -> d.background().summary()),
    CAUSES("causes", Form.TEXT, d -> d.background().causes()),
    KEY_SYMPTOMS("keySymptoms", Form.LIST, d -> lines(d.keySymptoms())),
    SYMPTOMS("symptoms", Form.LIST, d -> lines(d.symptoms().items())),
    SYMPTOMS_TEXT("symptoms", Form.TEXT, d -> d.symptoms().text()),
    LAY("lay", Form.LIST, d -> lines(d.background().lay())),
    DIAGNOSIS("diagnosis", Form.LIST, d -> lines(d.diagnosis().items())),
    DIAGNOSIS_TEXT("diagnosis", Form.TEXT, d -> d.diagnosis().text()),
    TREATMENT("treatment", Form.LIST, d -> lines(d.treatment().items())),
    TREATMENT_TEXT("treatment", Form.TEXT, d -> d.treatment().text()),
    PREVENTION("prevention", Form.LIST, d -> lines(d.prevention().items())),
    PREVENTION_TEXT("prevention", Form.TEXT, d -> d.prevention().text()),
    URGENT("urgent", Form.LIST, d -> lines(d.urgent())),
    PROGNOSIS("prognosis", Form.TEXT, d -> d.background().prognosis()),
    CONFUSED_WITH("confusedWith", Form.LINKS, d -> lines(d.confusedWith())),
    RELATED("related", Form.LINKS, d -> lines(d.background().related())),
    SOURCE("source", Form.LINE, Disease::source);

    /// How a field is typed.
    public enum Form {
        LINE, TEXT,
        /// One item a line.
        LIST,
        /// One id a line.
        LINKS,
        /// Name of a constant in lower case, or nothing.
        CHOICE
    }

    private final String key;
    private final Form form;
    private final Function<Disease, String> text;

    EntryField(String key, Form form, Function<Disease, String> text) {
        this.key = key;
        this.form = form;
        this.text = text;
    }

    /// The name in JSON; the items and the sentences of a section have the same.
    public String key() {
        return key;
    }

    public Form form() {
        return form;
    }

    public String text(Disease disease) {
        return text.apply(disease);
    }

    /// The fields in which two entries differ.
    public static List<EntryField> changed(Disease before, Disease after) {
        return Stream.of(values()).filter(field -> !field.text(before).equals(field.text(after))).toList();
    }

    private static String lines(List<String> items) {
        return String.join("\n", items);
    }

    private static String choice(@Nullable Enum<?> value) {
        return value == null ? "" : value.name().toLowerCase(Locale.ROOT);
    }
}
