package org.doctorglm.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.generation.Perplexity.Sample;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Sha256;
import org.doctorglm.release.ReleaseException.Reason;

/// Prompts with the answers that a network should give, and did not learn from: what packs are measured by.
///
/// @param sha256 of the file they came from
public record HeldOut(List<Sample> samples, String sha256) {
    private static final long MOST_BYTES = 256L << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    public HeldOut {
        samples = List.copyOf(samples);
    }

    /// Reads JSON lines: `prompt` (or `q`), the whole prompt text, and `answer` (or `a`).
    ///
    /// @throws ReleaseException BAD_LINE, NO_TEXT, TOO_LARGE
    public static HeldOut read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        long bytes = Files.size(file);
        if (bytes > MOST_BYTES) {
            throw new ReleaseException(Reason.TOO_LARGE, name, String.valueOf(bytes));
        }
        List<Sample> samples = new ArrayList<>();
        int number = 1;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    samples.add(sample(JSON.readTree(line)));
                }
                number++;
            }
        } catch (JsonProcessingException | CharacterCodingException | IllegalArgumentException e) {
            throw new ReleaseException(Reason.BAD_LINE, name, String.valueOf(number));
        }
        if (samples.isEmpty()) {
            throw new ReleaseException(Reason.NO_TEXT, name, "");
        }
        return new HeldOut(samples, Sha256.of(file, n -> { }, new Cancellation()));
    }

    /// Texts that lie in no file of their own; the hash is of the texts themselves.
    ///
    /// @throws ReleaseException NO_TEXT
    public static HeldOut of(List<Sample> samples) throws ReleaseException {
        if (samples.isEmpty()) {
            throw new ReleaseException(Reason.NO_TEXT, "", "");
        }
        StringBuilder all = new StringBuilder();
        samples.forEach(sample -> all.append(sample.prompt()).append('\0').append(sample.answer()).append('\0'));
        return new HeldOut(samples, Sha256.of(all.toString()));
    }

    private static Sample sample(JsonNode json) {
        return new Sample(text(json, "prompt", "q"), text(json, "answer", "a"));
    }

    private static String text(JsonNode json, String key, String shortKey) {
        JsonNode node = json.has(key) ? json.get(key) : json.path(shortKey);
        if (!node.isTextual() || node.asText().isBlank()) {
            throw new IllegalArgumentException(key);
        }
        return node.asText();
    }

    /// Some of the samples, spread evenly.
    List<Sample> some(int count) {
        int kept = Math.min(count, samples.size());
        List<Sample> some = new ArrayList<>();
        for (int i = 0; i < kept; i++) {
            some.add(samples.get((int) ((long) i * samples.size() / kept)));
        }
        return some;
    }
}
