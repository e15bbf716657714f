package org.doctorglm.dataset.filter;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.Derivation;
import org.doctorglm.dataset.Language;
import org.doctorglm.dataset.filter.Filter.Range;
import org.doctorglm.dataset.lint.Finding;

/// A filter as JSON, as it stands with the set that it made.
public final class FilterText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FilterText() {
    }

    public static String write(Filter filter) {
        ObjectNode json = JSON.createObjectNode();
        strings(json.putArray("without"), filter.without(), Finding::key);
        strings(json.putArray("departments"), filter.departments(), name -> name);
        strings(json.putArray("languages"), filter.languages(), Language::code);
        range(json.putObject("answerCharacters"), filter.answer());
        range(json.putObject("rounds"), filter.rounds());
        strings(json.putArray("masked"), filter.masked(), Finding::key);
        return json.toString();
    }

    /// The filter that made a set.
    ///
    /// @return empty where none did, or one of a newer program
    public static Optional<Filter> of(Dataset set) {
        Derivation made = set.derivation();
        return made == null || made.kind() != Derivation.Kind.FILTER ? Optional.empty() : read(made.recipe());
    }

    /// @return empty for what is no filter, or one of a newer program
    public static Optional<Filter> read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            Set<Language> languages = EnumSet.noneOf(Language.class);
            json.path("languages").forEach(code -> languages.add(Stream.of(Language.values()).filter(one -> one.code().equals(code.asText())).findFirst().orElseThrow()));
            Set<String> departments = new TreeSet<>();
            json.path("departments").forEach(name -> departments.add(name.asText()));
            return Optional.of(new Filter(findings(json.path("without")), departments, languages, range(json.path("answerCharacters")),
                    range(json.path("rounds")), findings(json.path("masked"))));
        } catch (JacksonException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Set<Finding> findings(JsonNode keys) {
        Set<Finding> findings = EnumSet.noneOf(Finding.class);
        keys.forEach(key -> findings.add(Finding.of(key.asText()).orElseThrow()));
        return findings;
    }

    private static <T> void strings(ArrayNode array, Collection<T> values, Function<T, String> text) {
        values.forEach(value -> array.add(text.apply(value)));
    }

    private static void range(ObjectNode json, Range range) {
        json.put("least", range.least());
        if (range.most() < Integer.MAX_VALUE) {
            json.put("most", range.most());
        }
    }

    private static Range range(JsonNode json) {
        return new Range(json.path("least").asInt(0), json.path("most").asInt(Integer.MAX_VALUE));
    }
}
