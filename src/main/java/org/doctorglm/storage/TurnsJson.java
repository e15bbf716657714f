package org.doctorglm.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.doctorglm.dataset.Turn;

/// Turns as `[[question, answer], …]`.
final class TurnsJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private TurnsJson() {
    }

    static String write(List<Turn> turns) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartArray();
            for (Turn turn : turns) {
                json.writeStartArray();
                json.writeString(turn.question());
                json.writeString(turn.answer());
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    /// @throws NullPointerException where a text is missing
    static List<Turn> read(String text) throws IOException {
        List<Turn> turns = new ArrayList<>();
        try (JsonParser json = FACTORY.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_ARRAY) {
                turns.add(new Turn(Objects.requireNonNull(json.nextTextValue()), Objects.requireNonNull(json.nextTextValue())));
                json.nextToken();
            }
        }
        return turns;
    }
}
