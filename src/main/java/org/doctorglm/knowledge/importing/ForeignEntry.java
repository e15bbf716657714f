package org.doctorglm.knowledge.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.JsonFields;
import org.doctorglm.knowledge.JsonFields.Refusal;
import org.doctorglm.knowledge.Rejected;
import org.doctorglm.knowledge.SectionKind;
import org.doctorglm.platform.Sha256;
import org.jspecify.annotations.Nullable;

/// An entry under construction from a library of another make. What does not fit (long sentences among the items, more than
/// [#MAX_ITEMS] of a kind) is left out. The id is derived from the name, so importing again gives the same id.
final class ForeignEntry {
    /// The longest text of a section, as in our own entries.
    static final int MAX_TEXT = 8000;
    private static final int MAX_ITEMS = 40;
    private static final int MAX_ITEM = 60;
    private static final int MAX_NAME = 80;
    /// Between names.
    private static final String NAMES = "[,，、;；|/\n\r]+";
    /// Between phrases: also blanks beside a Chinese character, which no Chinese phrase has inside.
    private static final String PHRASES = "[,，、;；|\n\r\t]+|(?<=\\p{IsHan})\\s+|\\s+(?=\\p{IsHan}|\\[详细)";

    private final String name;
    private final List<String> aliases = new ArrayList<>();
    private final List<String> departments = new ArrayList<>();
    private final List<String> urgent = new ArrayList<>();
    private final Map<SectionKind, List<String>> items = new EnumMap<>(SectionKind.class);
    private final Map<SectionKind, String> texts = new EnumMap<>(SectionKind.class);
    private String english = "";
    private @Nullable String icd10;
    private String overview = "";
    private String causes = "";
    private String prognosis = "";
    private String source = "";
    private String edition = "";

    ForeignEntry(String name) throws Refusal {
        this.name = clean(name);
        if (this.name.isEmpty()) {
            throw new Refusal(Rejected.Reason.MISSING_FIELD, "name");
        }
        if (this.name.length() > MAX_NAME) {
            throw new Refusal(Rejected.Reason.BAD_VALUE, "name");
        }
    }

    /// Control characters, those that turn the direction of writing among them, become blanks.
    static String clean(String text) {
        return text.replaceAll("[\\p{Cc}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]+", " ").strip();
    }

    ForeignEntry overview(String text) {
        overview = clean(text);
        return this;
    }

    ForeignEntry causes(String text) {
        causes = clean(text);
        return this;
    }

    ForeignEntry prognosis(String text) {
        prognosis = clean(text);
        return this;
    }

    ForeignEntry source(String text) {
        source = clean(text);
        return this;
    }

    ForeignEntry aliases(List<String> names) {
        add(aliases, names);
        return this;
    }

    ForeignEntry departments(List<String> names) {
        add(departments, names);
        return this;
    }

    ForeignEntry items(SectionKind kind, List<String> more) {
        add(items.computeIfAbsent(kind, key -> new ArrayList<>()), more);
        return this;
    }

    ForeignEntry text(SectionKind kind, String text) {
        texts.put(kind, clean(text));
        return this;
    }

    private static void add(List<String> to, List<String> more) {
        for (String item : more) {
            String clean = clean(item);
            if (!clean.isEmpty() && clean.length() <= MAX_ITEM && to.size() < MAX_ITEMS && !to.contains(clean)) {
                to.add(clean);
            }
        }
    }

    Disease build() {
        aliases.remove(name);
        return new Disease("import-" + Sha256.of(name).substring(0, 16), name, aliases, english, icd10, departments, overview,
                section(SectionKind.SYMPTOMS), section(SectionKind.DIAGNOSIS), section(SectionKind.TREATMENT),
                section(SectionKind.PREVENTION), urgent, List.of(), List.of(), null, null, source,
                "imported, not reviewed", edition, new Disease.Background(null, "", causes, prognosis, List.of(), List.of()));
    }

    private Disease.Section section(SectionKind kind) {
        return new Disease.Section(items.getOrDefault(kind, List.of()), texts.getOrDefault(kind, ""));
    }

    /// A line of JSON with the field names of MedicalQA or of QASystemOnMedicalKG.
    static ForeignEntry ofRecord(String line) throws Refusal {
        JsonFields fields = JsonFields.parse(line);
        return new ForeignEntry(fields.filled("name", 4000)).overview(fields.loose("desc"))
                .source(fields.loose("source") + (fields.loose("licence").isBlank() ? "" : ", " + fields.loose("licence")))
                .aliases(fields.loose("aliases", "alias")).departments(fields.loose("departments", "cure_department"))
                .items(SectionKind.SYMPTOMS, fields.loose("symptoms", "symptom"))
                .items(SectionKind.DIAGNOSIS, fields.loose("diagnosis", "check"))
                .items(SectionKind.TREATMENT, fields.loose("treatment", "cure_way"))
                .items(SectionKind.PREVENTION, fields.loose("prevention", "prevention"))
                .text(SectionKind.PREVENTION, fields.loose("prevent")).causes(fields.loose("cause"));
    }

    /// A row of a table.
    static ForeignEntry ofRow(ColumnMap map, List<String> row) throws Refusal {
        for (TableColumn column : map.places().keySet()) {
            if (map.cell(row, column).length() > MAX_TEXT) {
                throw new Refusal(Rejected.Reason.BAD_VALUE, map.fields().get(column));
            }
            if (map.cell(row, column).indexOf('\uFFFD') >= 0) {
                throw new Refusal(Rejected.Reason.BAD_ENCODING, map.fields().get(column));
            }
        }
        ForeignEntry entry = new ForeignEntry(map.cell(row, TableColumn.NAME)).aliases(split(map.cell(row, TableColumn.ALIASES), NAMES))
                .departments(split(map.cell(row, TableColumn.DEPARTMENTS), PHRASES)).overview(map.cell(row, TableColumn.OVERVIEW))
                .causes(map.cell(row, TableColumn.CAUSES)).prognosis(map.cell(row, TableColumn.PROGNOSIS)).source(map.cell(row, TableColumn.SOURCE));
        entry.section(SectionKind.SYMPTOMS, map.cell(row, TableColumn.SYMPTOMS));
        entry.section(SectionKind.DIAGNOSIS, map.cell(row, TableColumn.DIAGNOSIS));
        entry.section(SectionKind.TREATMENT, map.cell(row, TableColumn.TREATMENT));
        entry.section(SectionKind.PREVENTION, map.cell(row, TableColumn.PREVENTION));
        add(entry.urgent, split(map.cell(row, TableColumn.URGENT), PHRASES));
        entry.english = shorter(map.cell(row, TableColumn.ENGLISH), 200);
        entry.edition = shorter(map.cell(row, TableColumn.EDITION), 20);
        String code = shorter(map.cell(row, TableColumn.ICD10), 20);
        entry.icd10 = code.isEmpty() ? null : code;
        return entry;
    }

    private static String shorter(String cell, int most) {
        String clean = clean(cell);
        return clean.length() > most ? "" : clean;
    }

    /// Short phrases are items; sentences are the text.
    void section(SectionKind kind, String cell) {
        List<String> phrases = split(cell, PHRASES);
        boolean sentences = cell.contains("。") || cell.contains(". ") || phrases.stream().anyMatch(phrase -> phrase.strip().length() > MAX_ITEM);
        if (sentences) {
            text(kind, cell);
        } else {
            items(kind, phrases);
        }
    }

    private static List<String> split(String text, String at) {
        return Arrays.stream(text.split(at)).map(String::strip).filter(item -> !item.equals("[详细]") && !item.endsWith("...")).toList();
    }
}
