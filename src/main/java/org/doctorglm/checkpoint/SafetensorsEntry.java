package org.doctorglm.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One tensor of a safetensors header, not yet compared with the file.
///
/// @param type as written, empty when it is no text
/// @param shape null when there is none
/// @param offsets begin and end behind the header, null when there are none
record SafetensorsEntry(String name, String type, @Nullable List<Long> shape, @Nullable List<Long> offsets) {
    private static final int MOST_AXES = 8;

    /// Reads the value of a header's property; the parser stands on its first token.
    static SafetensorsEntry read(Path file, String name, JsonParser json) throws IOException {
        String type = "";
        List<Long> shape = null;
        List<Long> offsets = null;
        String shown = StoredZip.printable(name);
        SafetensorsReader.require(json.currentToken() == JsonToken.START_OBJECT, file, shown);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "dtype" -> {
                    type = json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : "";
                    json.skipChildren();
                }
                case "shape" -> shape = numbers(file, shown, json);
                case "data_offsets" -> offsets = numbers(file, shown, json);
                default -> json.skipChildren();
            }
        }
        return new SafetensorsEntry(name, type, shape, offsets);
    }

    private static List<Long> numbers(Path file, String shown, JsonParser json) throws IOException {
        SafetensorsReader.require(json.currentToken() == JsonToken.START_ARRAY, file, shown);
        List<Long> numbers = new ArrayList<>(4);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            SafetensorsReader.require(json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                    && json.getLongValue() >= 0 && numbers.size() < MOST_AXES, file, shown);
            numbers.add(json.getLongValue());
        }
        return numbers;
    }

    long begin() {
        return java.util.Objects.requireNonNull(offsets).get(0);
    }

    long end() {
        return java.util.Objects.requireNonNull(offsets).get(1);
    }
}
