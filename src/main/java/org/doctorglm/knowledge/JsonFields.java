package org.doctorglm.knowledge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Strict access to the fields of one JSON object: what is missing, of another type or too long is refused by name.
public final class JsonFields {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    static final int MAX_ITEMS = 400;
    private static final int MAX_LOOSE = 2000;

    private final JsonNode object;

    private JsonFields(JsonNode object) {
        this.object = object;
    }

    public static JsonFields parse(String line) throws Refusal {
        try {
            JsonNode node = MAPPER.readTree(line);
            if (node == null || !node.isObject()) {
                throw new Refusal(Rejected.Reason.BAD_JSON, "");
            }
            return new JsonFields(node);
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw new Refusal(Rejected.Reason.BAD_JSON, "column " + column);
        }
    }

    void onlyFields(Set<String> allowed) throws Refusal {
        for (var names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!allowed.contains(name)) {
                throw new Refusal(Rejected.Reason.UNKNOWN_FIELD, name.substring(0, Math.min(40, name.length())));
            }
        }
    }

    boolean has(String name) {
        return object.has(name);
    }

    int number(String name) throws Refusal {
        JsonNode node = field(name);
        if (!node.isInt()) {
            throw new Refusal(Rejected.Reason.WRONG_TYPE, name);
        }
        return node.intValue();
    }

    String text(String name, int max) throws Refusal {
        JsonNode node = field(name);
        return text(node, name, max);
    }

    /// As [#text], but line breaks and other control characters are allowed.
    String multiline(String name, int max) throws Refusal {
        JsonNode node = field(name);
        if (node.getNodeType() != JsonNodeType.STRING) {
            throw new Refusal(Rejected.Reason.WRONG_TYPE, name);
        }
        return node.textValue().substring(0, Math.min(max, node.textValue().length()));
    }

    public String filled(String name, int max) throws Refusal {
        String text = text(name, max);
        if (text.isBlank()) {
            throw new Refusal(Rejected.Reason.BAD_VALUE, name);
        }
        return text;
    }

    @Nullable String textOrNull(String name, int max) throws Refusal {
        return field(name).isNull() ? null : filled(name, max);
    }

    List<String> texts(String name, int max) throws Refusal {
        JsonNode node = field(name);
        if (!node.isArray()) {
            throw new Refusal(Rejected.Reason.WRONG_TYPE, name);
        }
        if (node.size() > MAX_ITEMS) {
            throw new Refusal(Rejected.Reason.BAD_VALUE, name);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : node) {
            String text = text(item, name, max);
            if (text.isBlank()) {
                throw new Refusal(Rejected.Reason.BAD_VALUE, name);
            }
            texts.add(text);
        }
        return texts;
    }

    /// A text of a foreign record: empty when it is missing or no text.
    public String loose(String name) {
        JsonNode node = object.path(name);
        return node.isTextual() ? clean(node.textValue()) : "";
    }

    /// A list of a foreign record under either name; what is no text is left out.
    public List<String> loose(String name, String otherName) {
        JsonNode node = object.has(name) ? object.path(name) : object.path(otherName);
        List<String> texts = new ArrayList<>();
        for (JsonNode item : node) {
            if (item.isTextual() && texts.size() < MAX_ITEMS) {
                texts.add(clean(item.textValue()));
            }
        }
        return texts;
    }

    private static String clean(String text) {
        return text.substring(0, Math.min(MAX_LOOSE, text.length())).replaceAll("\\p{Cntrl}+", " ").strip();
    }

    JsonFields object(String name) throws Refusal {
        JsonNode node = field(name);
        if (!node.isObject()) {
            throw new Refusal(Rejected.Reason.WRONG_TYPE, name);
        }
        return new JsonFields(node);
    }

    private JsonNode field(String name) throws Refusal {
        JsonNode node = object.get(name);
        if (node == null) {
            throw new Refusal(Rejected.Reason.MISSING_FIELD, name);
        }
        return node;
    }

    private static String text(JsonNode node, String name, int max) throws Refusal {
        if (node.getNodeType() != JsonNodeType.STRING) {
            throw new Refusal(Rejected.Reason.WRONG_TYPE, name);
        }
        String text = node.textValue().strip();
        if (text.length() > max || text.chars().anyMatch(c -> c < ' ')) {
            throw new Refusal(Rejected.Reason.BAD_VALUE, name);
        }
        return text;
    }

    /// Why one line was refused; turned into a [Rejected] by the reader that knows the line.
    public static final class Refusal extends Exception {
        private final Rejected.Reason reason;
        private final String detail;

        public Refusal(Rejected.Reason reason, String detail) {
            super(reason + " " + detail, null, false, false);
            this.reason = reason;
            this.detail = detail;
        }

        public Rejected at(int line) {
            return new Rejected(line, reason, detail);
        }
    }
}
