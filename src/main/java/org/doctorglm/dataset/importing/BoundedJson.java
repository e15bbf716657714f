package org.doctorglm.dataset.importing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import org.doctorglm.dataset.RejectedRecord.Reason;

/// One JSON value out of a stream, as long as it is no larger and no deeper than a dialogue. What is refused is passed over to its end.
final class BoundedJson {
    /// Deep enough that a record that is too deep can be passed over, not so deep that the parser's own memory runs full.
    private static final int PARSED_DEPTH = 20_000;
    private static final JsonFactory FACTORY = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(PARSED_DEPTH).maxStringLength(4 * Limits.RECORD).build()).build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    private long left = Limits.RECORD;

    private BoundedJson(JsonParser parser) {
        this.parser = parser;
    }

    static JsonParser parser(Reader reader) throws IOException {
        return FACTORY.createParser(reader);
    }

    static JsonParser parser(String text) throws IOException {
        return FACTORY.createParser(text);
    }

    /// Reads the value whose first token the parser stands on; afterwards it stands on the last one.
    static JsonNode value(JsonParser parser) throws IOException, RefusedRecord {
        return new BoundedJson(parser).value(0);
    }

    private JsonNode value(int depth) throws IOException, RefusedRecord {
        JsonToken token = parser.currentToken();
        left -= 1;
        if (depth > Limits.DEPTH || left < 0) {
            passOver(depth);
            throw new RefusedRecord(depth > Limits.DEPTH ? Reason.TOO_DEEP : Reason.TOO_LARGE, "");
        }
        return switch (token) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> {
                String text = parser.getText();
                left -= text.length();
                if (left < 0) {
                    passOver(depth);
                    throw new RefusedRecord(Reason.TOO_LARGE, "");
                }
                yield NODES.textNode(text);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> NODES.textNode(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            case null, default -> NODES.nullNode();
        };
    }

    private ObjectNode object(int depth) throws IOException, RefusedRecord {
        ObjectNode node = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            left -= name.length();
            parser.nextToken();
            node.set(name, value(depth + 1));
        }
        return node;
    }

    private ArrayNode array(int depth) throws IOException, RefusedRecord {
        ArrayNode node = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            node.add(value(depth + 1));
        }
        return node;
    }

    /// Reads on to the end of the record.
    private void passOver(int depth) throws IOException {
        parser.skipChildren();
        for (int open = depth; open > 0; ) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return;
            }
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
    }
}
