package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.knowledge.JsonFields.Refusal;
import org.doctorglm.platform.Sha256;

/// An entry under construction from a library of another make. What does not fit (long sentences among the items, more than
/// [#MAX_ITEMS] of a kind) is left out. The id is derived from the name, so importing again gives the same id.
final class ForeignEntry {
    private static final int MAX_ITEMS = 40;
    private static final int MAX_ITEM = 60;
    private static final int MAX_NAME = 80;

    private final String name;
    private final List<String> aliases = new ArrayList<>();
    private final List<String> departments = new ArrayList<>();
    private final Map<SectionKind, List<String>> items = new EnumMap<>(SectionKind.class);
    private final Map<SectionKind, String> texts = new EnumMap<>(SectionKind.class);
    private String overview = "";
    private String source = "imported";

    ForeignEntry(String name) throws Refusal {
        this.name = name.strip();
        if (this.name.isEmpty() || this.name.length() > MAX_NAME) {
            throw new Refusal(Rejected.Reason.BAD_VALUE, "name");
        }
    }

    ForeignEntry overview(String text) {
        overview = text.strip();
        return this;
    }

    ForeignEntry source(String text) {
        source = text.isBlank() ? source : text.strip();
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
        texts.put(kind, text.strip());
        return this;
    }

    private static void add(List<String> to, List<String> more) {
        for (String item : more) {
            String clean = item.strip();
            if (!clean.isEmpty() && clean.length() <= MAX_ITEM && to.size() < MAX_ITEMS && !to.contains(clean)) {
                to.add(clean);
            }
        }
    }

    Disease build() {
        aliases.remove(name);
        return new Disease("import-" + Sha256.of(name).substring(0, 16), name, aliases, "", null, departments, overview,
                section(SectionKind.SYMPTOMS), section(SectionKind.DIAGNOSIS), section(SectionKind.TREATMENT),
                section(SectionKind.PREVENTION), List.of(), List.of(), List.of(), null, null, source,
                "imported, not reviewed", "", Disease.Background.NONE);
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
                .text(SectionKind.PREVENTION, fields.loose("prevent"));
    }

    /// A row of the table, by its header.
    static ForeignEntry ofRow(List<String> header, List<String> row) throws Refusal {
        return new ForeignEntry(cell(header, row, "name")).aliases(split(cell(header, row, "alias"), "[,，、;；]"))
                .departments(split(cell(header, row, "department"), "\\s+"))
                .items(SectionKind.SYMPTOMS, split(cell(header, row, "symptom"), "\\s+"))
                .items(SectionKind.DIAGNOSIS, split(cell(header, row, "checklist"), "\\s+"))
                .items(SectionKind.TREATMENT, split(cell(header, row, "treatment"), "[\\s、]+"));
    }

    private static String cell(List<String> header, List<String> row, String name) {
        int at = header.indexOf(name);
        return at < 0 || at >= row.size() ? "" : row.get(at);
    }

    private static List<String> split(String text, String at) {
        return Arrays.stream(text.split(at)).filter(item -> !item.equals("[详细]") && !item.endsWith("...")).toList();
    }
}
