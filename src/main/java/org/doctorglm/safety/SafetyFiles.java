package org.doctorglm.safety;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.doctorglm.knowledge.Sex;

/// Reads the rules that come with the program. A line that cannot be read fails the whole: a danger sign must not be lost silently.
public final class SafetyFiles {
    /// Rules for danger signs.
    public static final String RED_FLAGS = "red-flags.jsonl";
    /// Facts about medicines.
    public static final String MEDICINES = "medicines.jsonl";
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private SafetyFiles() {
    }

    /// @param folder of the shipped knowledge
    /// @throws IOException with the file and the line
    public static RedFlags redFlags(Path folder) throws IOException {
        return new RedFlags(lines(folder.resolve(RED_FLAGS), SafetyFiles::rule));
    }

    /// @throws IOException with the file and the line
    public static List<Medicine> medicines(Path folder) throws IOException {
        return lines(folder.resolve(MEDICINES), SafetyFiles::medicine);
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(JsonNode line);
    }

    private static <T> List<T> lines(Path file, Reader<T> reader) throws IOException {
        List<T> all = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            try {
                all.add(reader.read(MAPPER.readTree(line)));
            } catch (IOException | RuntimeException e) {
                throw new IOException(file + ":" + number + ": " + e.getMessage(), e);
            }
        }
        return List.copyOf(all);
    }

    private static RedFlagRule rule(JsonNode json) {
        JsonNode who = json.path("who");
        String sex = who.path("sex").asText("");
        List<List<String>> all = StreamSupport.stream(required(json, "all").spliterator(), false).map(SafetyFiles::texts).toList();
        List<RedFlagRule.Case> cases = new ArrayList<>();
        texts(required(json, "fires")).forEach(text -> cases.add(new RedFlagRule.Case(text, true)));
        texts(required(json, "quiet")).forEach(text -> cases.add(new RedFlagRule.Case(text, false)));
        return new RedFlagRule(text(json, "id"), text(json, "title"), text(json, "english"), text(json, "action"), text(json, "englishAction"), all,
                texts(json.path("none")), new RedFlagRule.Who(who.path("belowMonths").asInt(0), who.path("fromMonths").asInt(0),
                who.path("pregnant").asBoolean(false), sex.isEmpty() ? null : Sex.valueOf(sex.toUpperCase(Locale.ROOT))), cases);
    }

    private static Medicine medicine(JsonNode json) {
        List<Medicine.Caution> cautions = new ArrayList<>();
        for (JsonNode caution : required(json, "cautions")) {
            cautions.add(new Medicine.Caution(Medicine.Group.valueOf(text(caution, "who").toUpperCase(Locale.ROOT)),
                    caution.path("belowMonths").asInt(0), text(caution, "text"), text(caution, "english")));
        }
        return new Medicine(text(json, "name"), text(json, "english"), texts(required(json, "aliases")), text(json, "family"), cautions);
    }

    private static String text(JsonNode json, String field) {
        String text = required(json, field).asText();
        if (text.isBlank()) {
            throw new IllegalArgumentException(field);
        }
        return text;
    }

    private static JsonNode required(JsonNode json, String field) {
        JsonNode node = json.get(field);
        if (node == null) {
            throw new IllegalArgumentException(field);
        }
        return node;
    }

    private static List<String> texts(JsonNode json) {
        return StreamSupport.stream(json.spliterator(), false).map(JsonNode::asText).toList();
    }
}
