package org.doctorglm.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doctorglm.profile.ProfileException.Reason;
import org.jspecify.annotations.Nullable;

/// A JSON object whose fields are all known: one that nobody knows is refused, or a newer program's meaning would be lost in silence.
record StrictObject(String subject, String path, JsonNode json) {
    /// @param path of the object, empty for the whole
    static StrictObject of(String subject, String path, JsonNode json, String... fields) throws ProfileException {
        if (!json.isObject()) {
            throw new ProfileException(Reason.WRONG_FIELD, subject, path);
        }
        Set<String> known = Set.of(fields);
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!known.contains(field.getKey())) {
                throw new ProfileException(Reason.UNKNOWN_FIELD, subject, shortened(inside(path, field.getKey())));
            }
        }
        return new StrictObject(subject, path, json);
    }

    private static String inside(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static String shortened(String name) {
        int most = 60;
        String plain = name.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= most ? plain : plain.substring(0, plain.offsetByCodePoints(0, Math.min(most, plain.codePointCount(0, plain.length())))) + "…";
    }

    /// Null where it is absent or null.
    @Nullable StrictObject object(String field, String... fields) throws ProfileException {
        JsonNode value = json.path(field);
        return absent(value) ? null : of(subject, inside(path, field), value, fields);
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    String text(String field) throws ProfileException {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            throw wrong(field);
        }
        return value.textValue();
    }

    @Nullable String textOrNull(String field) throws ProfileException {
        return absent(json.path(field)) ? null : text(field);
    }

    long number(String field) throws ProfileException {
        JsonNode value = json.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(field);
        }
        return value.longValue();
    }

    /// Empty where it is absent.
    List<JsonNode> array(String field) throws ProfileException {
        JsonNode value = json.path(field);
        if (absent(value)) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(field);
        }
        return value.valueStream().toList();
    }

    ProfileException wrong(String field) {
        return new ProfileException(Reason.WRONG_FIELD, subject, inside(path, field));
    }
}
