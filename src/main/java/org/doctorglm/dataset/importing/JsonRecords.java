package org.doctorglm.dataset.importing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.RejectedRecord.Reason;
import org.doctorglm.dataset.importing.TextLines.Line;
import org.jspecify.annotations.Nullable;

/// Records of a JSON file, however they lie in it: elements of one array, one value a line, values one behind the other. A line that is
/// broken spoils itself; an array that is broken ends the file.
final class JsonRecords {
    private final ImportedFile file;

    JsonRecords(ImportedFile file) {
        this.file = file;
    }

    /// Receives records.
    @FunctionalInterface
    interface Receiver {
        /// @return whether more is wanted
        boolean record(long line, JsonNode node) throws IOException, RefusedRecord;
    }

    /// How the values of a file lie in it.
    private enum Shape { ARRAY, LINES, VALUES, NONE }

    /// @param whole whether an outermost array is one record
    void read(boolean whole, Records records, Receiver receiver) throws IOException {
        switch (shape()) {
            case LINES -> lines(records, receiver);
            case ARRAY -> values(!whole, records, receiver);
            case VALUES -> values(false, records, receiver);
            case NONE -> throw new DatasetException(DatasetException.Reason.BROKEN, file.name(), "1");
        }
    }

    /// The first record, for a look at it.
    @Nullable JsonNode first() throws IOException {
        JsonNode[] found = new JsonNode[1];
        Records deaf = new Records() {
            @Override
            public void take(long line, org.doctorglm.dataset.Conversation conversation) {
            }

            @Override
            public void refuse(long line, Reason reason, String detail) {
            }
        };
        if (shape() == Shape.NONE) {
            return null;
        }
        read(false, deaf, (line, node) -> {
            found[0] = node;
            return false;
        });
        return found[0];
    }

    private Shape shape() throws IOException {
        try (TextLines lines = file.lines()) {
            Line line = lines.next();
            while (line != null && line.blank()) {
                line = lines.next();
            }
            if (line == null || line.text() == null) {
                // A first line of an array may be longer than any line; then it is one.
                return line == null ? Shape.NONE : begins('[') ? Shape.ARRAY : Shape.LINES;
            }
            String text = line.text().strip();
            if (text.startsWith("[")) {
                return Shape.ARRAY;
            }
            return !text.startsWith("{") ? Shape.NONE : complete(text) ? Shape.LINES : Shape.VALUES;
        }
    }

    private boolean begins(char wanted) throws IOException {
        try (var reader = file.text()) {
            int c = reader.read();
            while (c >= 0 && Character.isWhitespace(c)) {
                c = reader.read();
            }
            return c == wanted;
        }
    }

    /// Whether a line closes as many objects as it opens; a broken line in a file of lines still ends with a brace.
    private static boolean complete(String text) {
        try (JsonParser parser = BoundedJson.parser(text)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT;
        } catch (IOException e) {
            return text.length() > 1 && text.endsWith("}");
        }
    }

    private void lines(Records records, Receiver receiver) throws IOException {
        try (TextLines lines = file.lines()) {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                if (line.blank()) {
                    continue;
                }
                String text = line.text();
                if (text == null) {
                    records.refuse(line.number(), line.reason() == null ? Reason.BAD_ENCODING : line.reason(), "");
                    continue;
                }
                try (JsonParser parser = BoundedJson.parser(text)) {
                    parser.nextToken();
                    JsonNode node = BoundedJson.value(parser);
                    if (parser.nextToken() != null) {
                        throw new RefusedRecord(Reason.BAD_JSON, "");
                    }
                    if (!receiver.record(line.number(), node)) {
                        return;
                    }
                } catch (JacksonException e) {
                    records.refuse(line.number(), Reason.BAD_JSON, "");
                } catch (RefusedRecord e) {
                    records.refuse(line.number(), e);
                }
            }
        }
    }

    private void values(boolean elements, Records records, Receiver receiver) throws IOException {
        long line = 1;
        try (JsonParser parser = BoundedJson.parser(file.text())) {
            JsonToken token = parser.nextToken();
            if (elements) {
                token = parser.nextToken();
            }
            while (token != null && token != JsonToken.END_ARRAY) {
                line = parser.currentTokenLocation().getLineNr();
                try {
                    if (!receiver.record(line, BoundedJson.value(parser))) {
                        return;
                    }
                } catch (RefusedRecord e) {
                    records.refuse(line, e);
                }
                token = parser.nextToken();
            }
            if (elements && (token == null || parser.nextToken() != null)) {
                // Cut off, or followed by something that would be lost.
                throw new DatasetException(DatasetException.Reason.BROKEN, file.name(), String.valueOf(line));
            }
        } catch (JacksonException e) {
            long at = e.getLocation() == null ? line : Math.max(line, e.getLocation().getLineNr());
            throw new DatasetException(DatasetException.Reason.BROKEN, file.name(), String.valueOf(at));
        } catch (CharacterCodingException e) {
            throw new DatasetException(DatasetException.Reason.WRONG_ENCODING, file.name(), String.valueOf(line));
        }
    }
}
