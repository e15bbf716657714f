package org.doctorglm.dataset;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.doctorglm.dataset.DatasetException.Reason;
import org.jspecify.annotations.Nullable;

/// Dialogues as JSON lines: `{"department": …, "turns": [{"q": …, "a": …}, …]}`, or a single question as `q` and `a`, `question` and `answer`, `instruction`
/// (with `input`) and `output`.
public final class ConversationLines {
    private static final int LONGEST = 4 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConversationLines() {
    }

    /// Gives out one dialogue after the other.
    ///
    /// @throws DatasetException BAD_LINE, LONG_LINE, EMPTY
    public static void read(Path file, Consumer<Conversation> consumer) throws IOException {
        String name = String.valueOf(file.getFileName());
        int number = 0;
        boolean any = false;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = line(lines, name, number + 1); line != null; line = line(lines, name, number + 1)) {
                number++;
                if (!line.isBlank()) {
                    consumer.accept(conversation(JSON.readTree(line)));
                    any = true;
                }
            }
        } catch (JacksonException | CharacterCodingException | IllegalArgumentException e) {
            throw new DatasetException(Reason.BAD_LINE, name, String.valueOf(number));
        }
        if (!any) {
            throw new DatasetException(Reason.EMPTY, name, "");
        }
    }

    /// Stops at the limit, whatever the line's length: a file may be one line.
    private static @Nullable String line(BufferedReader lines, String name, int number) throws IOException {
        StringBuilder line = new StringBuilder();
        int read = lines.read();
        if (read < 0) {
            return null;
        }
        for (; read >= 0 && read != '\n'; read = lines.read()) {
            if (line.length() == LONGEST) {
                throw new DatasetException(Reason.LONG_LINE, name, String.valueOf(number));
            }
            line.append((char) read);
        }
        return line.toString();
    }

    private static Conversation conversation(JsonNode json) {
        List<Turn> turns = new ArrayList<>();
        if (json.path("turns").isArray()) {
            json.path("turns").forEach(turn -> turns.add(turn(turn)));
        } else {
            turns.add(turn(json));
        }
        return new Conversation(json.path("department").asText(""), turns);
    }

    private static Turn turn(JsonNode json) {
        if (json.has("instruction")) {
            String input = json.path("input").asText("");
            return new Turn(text(json, "instruction") + (input.isBlank() ? "" : "\n" + input), text(json, "output"));
        }
        return json.has("question") ? new Turn(text(json, "question"), text(json, "answer")) : new Turn(text(json, "q"), text(json, "a"));
    }

    private static String text(JsonNode json, String key) {
        if (!json.path(key).isTextual()) {
            throw new IllegalArgumentException(key);
        }
        return json.path(key).asText();
    }
}
