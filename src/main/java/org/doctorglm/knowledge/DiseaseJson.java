package org.doctorglm.knowledge;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doctorglm.knowledge.JsonFields.Refusal;
import org.jspecify.annotations.Nullable;

/// An entry as one line of JSON, in both directions; `knowledge/disease.schema.json` says the same.
public final class DiseaseJson {
    /// Written by this program; the one before lacks the background.
    private static final int SCHEMA = 2;
    private static final int FIRST_SCHEMA = 1;
    static final int NAME = 80;
    static final int ITEM = 200;
    static final int TEXT = 8000;
    private static final Set<String> FIELDS = Set.of("schema", "id", "name", "aliases", "english", "icd10", "departments",
            "overview", "symptoms", "diagnosis", "treatment", "prevention", "urgent", "keySymptoms", "confusedWith", "sex",
            "ages", "source", "review", "edition");
    private static final Set<String> BACKGROUND = Set.of("frequency", "summary", "causes", "prognosis", "lay", "related");
    private static final JsonMapper MAPPER = new JsonMapper();

    private DiseaseJson() {
    }

    /// An entry that this program has stored.
    ///
    /// @throws IllegalArgumentException when it is none
    public static Disease stored(String line) {
        try {
            return read(line);
        } catch (Refusal e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static Disease read(String line) throws Refusal {
        JsonFields fields = JsonFields.parse(line);
        int schema = fields.number("schema");
        if (schema != SCHEMA && schema != FIRST_SCHEMA) {
            throw new Refusal(Rejected.Reason.WRONG_SCHEMA, "");
        }
        fields.onlyFields(schema == SCHEMA ? Stream.concat(FIELDS.stream(), BACKGROUND.stream()).collect(Collectors.toSet()) : FIELDS);
        String id = fields.filled("id", NAME);
        if (!id.matches("[a-z0-9][a-z0-9.-]*")) {
            throw new Refusal(Rejected.Reason.BAD_VALUE, "id");
        }
        return new Disease(id, fields.filled("name", NAME), fields.texts("aliases", NAME), fields.text("english", ITEM),
                fields.textOrNull("icd10", 20), fields.texts("departments", NAME), fields.text("overview", TEXT),
                section(fields, "symptoms"), section(fields, "diagnosis"), section(fields, "treatment"),
                section(fields, "prevention"), fields.texts("urgent", ITEM), fields.texts("keySymptoms", ITEM),
                fields.texts("confusedWith", NAME), choice(fields, "sex", Sex.class), choice(fields, "ages", AgeGroup.class),
                fields.text("source", TEXT), fields.text("review", ITEM), fields.text("edition", 20),
                schema == SCHEMA ? background(fields) : Disease.Background.NONE);
    }

    private static Disease.Background background(JsonFields fields) throws Refusal {
        return new Disease.Background(choice(fields, "frequency", Frequency.class), fields.text("summary", TEXT), fields.text("causes", TEXT),
                fields.text("prognosis", TEXT), fields.texts("lay", ITEM), fields.texts("related", NAME));
    }

    private static Disease.Section section(JsonFields fields, String name) throws Refusal {
        JsonFields section = fields.object(name);
        section.onlyFields(Set.of("items", "text"));
        return new Disease.Section(section.texts("items", ITEM), section.text("text", TEXT));
    }

    private static <E extends Enum<E>> @Nullable E choice(JsonFields fields, String name, Class<E> type) throws Refusal {
        String value = fields.textOrNull(name, 20);
        if (value == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        throw new Refusal(Rejected.Reason.BAD_VALUE, name);
    }

    public static String write(Disease disease) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("schema", SCHEMA).put("id", disease.id()).put("name", disease.name());
        array(json, "aliases", disease.aliases());
        json.put("english", disease.english()).put("icd10", disease.icd10());
        array(json, "departments", disease.departments());
        json.put("overview", disease.overview());
        for (SectionKind kind : SectionKind.values()) {
            ObjectNode section = json.putObject(kind.key());
            array(section, "items", disease.section(kind).items());
            section.put("text", disease.section(kind).text());
        }
        array(json, "urgent", disease.urgent());
        array(json, "keySymptoms", disease.keySymptoms());
        array(json, "confusedWith", disease.confusedWith());
        Sex sex = disease.sex();
        AgeGroup ages = disease.ages();
        json.put("sex", sex == null ? null : sex.name().toLowerCase(Locale.ROOT));
        json.put("ages", ages == null ? null : ages.name().toLowerCase(Locale.ROOT));
        Disease.Background background = disease.background();
        Frequency frequency = background.frequency();
        json.put("frequency", frequency == null ? null : frequency.name().toLowerCase(Locale.ROOT));
        json.put("summary", background.summary()).put("causes", background.causes()).put("prognosis", background.prognosis());
        array(json, "lay", background.lay());
        array(json, "related", background.related());
        json.put("source", disease.source()).put("review", disease.review()).put("edition", disease.edition());
        return json.toString();
    }

    private static void array(ObjectNode json, String name, List<String> values) {
        ArrayNode array = json.putArray(name);
        values.forEach(array::add);
    }
}
