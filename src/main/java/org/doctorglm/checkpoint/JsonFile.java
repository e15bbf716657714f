package org.doctorglm.checkpoint;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.doctorglm.checkpoint.CheckpointException.Reason;

/// A small JSON file from outside: of bounded size, without two values under one name. Depth is bounded by the parser.
public final class JsonFile {
    /// Configurations have some kilobytes.
    public static final long CONFIGURATION = 1 << 20;
    /// The index of ChatGLM-6B has 35 kB.
    static final long INDEX = 4 << 20;

    private static final ObjectMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private JsonFile() {
    }

    /// @param most bytes that are read
    /// @throws CheckpointException DAMAGED for a larger file or one that is no JSON
    public static JsonNode read(Path file, long most) throws IOException {
        long size = Files.size(file);
        if (size > most) {
            throw new CheckpointException(Reason.DAMAGED, file, size + " > " + most);
        }
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes((int) most);
        }
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            // The bytes are in memory: whatever fails, their content is the cause.
            throw new CheckpointException(Reason.DAMAGED, file, "JSON");
        }
    }
}
