package org.doctorglm.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.doctorglm.testing.SafetensorsFile;
import org.doctorglm.testing.TinyModel;

/// One way to spoil a folder that is imported.
///
/// @param said what the sentence must name
/// @param spoil changes the sound folder
record HostileInput(String what, String said, Spoil spoil) {
    static final String WEIGHTS = "model.safetensors";
    static final String TORCH = "pytorch_model.bin";
    static final String NORM = "transformer.layers.0.input_layernorm.weight";
    private static final ObjectMapper JSON = new ObjectMapper();

    @FunctionalInterface
    interface Spoil {
        /// @return arguments that the command needs besides the folder
        List<String> spoil(Path folder) throws Exception;
    }

    /// A change that needs no other arguments.
    @FunctionalInterface
    interface Change {
        void apply(Path folder) throws Exception;
    }

    static HostileInput of(String what, String said, Change change) {
        return new HostileInput(what, said, folder -> {
            change.apply(folder);
            return List.of();
        });
    }

    /// The weights file written anew with a header that somebody changed.
    static HostileInput header(String what, String said, Consumer<ObjectNode> change) {
        return of(what, said, folder -> {
            SafetensorsFile file = model().safetensors(model().weights());
            change.accept(file.header());
            file.write(folder.resolve(WEIGHTS));
        });
    }

    static HostileInput entry(String what, String key, String value) {
        return header(what, NORM, header -> ((ObjectNode) header.get(NORM)).set(key, json(value)));
    }

    /// `config.json` with one thing replaced.
    static HostileInput config(String what, String said, String from, String to) {
        return of(what, said, folder -> {
            String sound = model().configJson();
            if (!sound.contains(from)) {
                throw new AssertionError(from);
            }
            Files.writeString(folder.resolve("config.json"), sound.replace(from, to));
        });
    }

    static TinyModel model() {
        return TinyModel.random(2, 2, 16, 48, 40, false, 9);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// The sound weights in two shards with an index; the second one holds the last tensors.
    static Map<String, float[]>[] shards(Path folder) throws IOException {
        @SuppressWarnings("unchecked")
        Map<String, float[]>[] parts = new Map[] {new LinkedHashMap<>(), new LinkedHashMap<>()};
        StringBuilder map = new StringBuilder();
        for (Map.Entry<String, float[]> weight : model().weights().entrySet()) {
            int part = parts[0].size() < 10 ? 0 : 1;
            parts[part].put(weight.getKey(), weight.getValue());
            map.append(map.isEmpty() ? "" : ",").append('"').append(weight.getKey()).append("\":\"").append(shard(part)).append('"');
        }
        Files.delete(folder.resolve(WEIGHTS));
        for (int part = 0; part < 2; part++) {
            model().safetensors(parts[part]).write(folder.resolve(shard(part)));
        }
        Files.writeString(folder.resolve(WEIGHTS + ".index.json"), "{\"weight_map\":{" + map + "}}");
        return parts;
    }

    static String shard(int part) {
        return "part-" + part + ".safetensors";
    }

    static void index(Path folder, String json) throws IOException {
        Files.delete(folder.resolve(WEIGHTS));
        Files.writeString(folder.resolve(WEIGHTS + ".index.json"), json);
    }

    /// A file of that length that takes no room.
    static void sparse(Path file, byte[] begin, long length) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(begin);
            out.setLength(length);
        }
    }

    static void pipe(Path file) throws Exception {
        Files.deleteIfExists(file);
        if (new ProcessBuilder("mkfifo", file.toString()).start().waitFor() != 0) {
            throw new AssertionError("mkfifo");
        }
    }

    static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    /// Overwrites the first bytes of a tensor.
    static void overwrite(Path file, String tensor, byte[] bytes) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int header = (int) ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getLong();
        JsonNode place = JSON.readTree(new String(all, 8, header, StandardCharsets.UTF_8)).get(tensor);
        System.arraycopy(bytes, 0, all, 8 + header + place.get("data_offsets").get(0).asInt(), bytes.length);
        Files.write(file, all);
    }

    @Override
    public String toString() {
        return what;
    }
}
