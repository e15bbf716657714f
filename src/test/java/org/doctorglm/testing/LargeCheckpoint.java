package org.doctorglm.testing;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.doctorglm.model.RandomPack;

/// Writes a checkpoint of random FP16 weights in the exact shape of ChatGLM-6B, 13.4 GB in eight files with an index, for what is to be measured at
/// that size. Run by hand: `java -cp target/test-classes:target/classes:… org.doctorglm.testing.LargeCheckpoint FOLDER`.
final class LargeCheckpoint {
    private static final int SHARDS = 8;
    private static final int HIDDEN = RandomPack.CHATGLM_6B.hidden();
    private static final int INNER = RandomPack.CHATGLM_6B.inner();
    private static final int VOCABULARY = RandomPack.CHATGLM_6B.vocabulary();

    private final SplittableRandom random = new SplittableRandom(6);

    private LargeCheckpoint() {
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Files.writeString(folder.resolve("config.json"), new TinyModel(RandomPack.CHATGLM_6B, Map.of()).configJson());
        new LargeCheckpoint().write(folder);
    }

    private void write(Path folder) throws IOException {
        List<Map<String, int[]>> shards = new ArrayList<>();
        for (int i = 0; i < SHARDS; i++) {
            shards.add(new LinkedHashMap<>());
        }
        shapes().forEach((name, shape) -> shards.get(shard(name)).put(name, shape));
        Map<String, String> index = new LinkedHashMap<>();
        for (int i = 0; i < SHARDS; i++) {
            String file = "model-%05d-of-%05d.safetensors".formatted(i + 1, SHARDS);
            shards.get(i).keySet().forEach(name -> index.put(name, file));
            shard(folder.resolve(file), shards.get(i));
        }
        Files.writeString(folder.resolve("model.safetensors.index.json"), index.entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\": \"" + e.getValue() + "\"").collect(Collectors.joining(",\n", "{\"metadata\": {}, \"weight_map\": {\n", "}}")));
    }

    private static int shard(String name) {
        return name.contains(".layers.") ? Integer.parseInt(name.split("\\.")[2]) * SHARDS / RandomPack.CHATGLM_6B.layers()
                : name.startsWith("transformer.word") ? 0 : SHARDS - 1;
    }

    private static Map<String, int[]> shapes() {
        Map<String, int[]> shapes = new LinkedHashMap<>();
        shapes.put("transformer.word_embeddings.weight", new int[] {VOCABULARY, HIDDEN});
        for (int i = 0; i < RandomPack.CHATGLM_6B.layers(); i++) {
            String layer = "transformer.layers." + i + ".";
            norm(shapes, layer + "input_layernorm");
            linear(shapes, layer + "attention.query_key_value", 3 * HIDDEN, HIDDEN);
            linear(shapes, layer + "attention.dense", HIDDEN, HIDDEN);
            norm(shapes, layer + "post_attention_layernorm");
            linear(shapes, layer + "mlp.dense_h_to_4h", INNER, HIDDEN);
            linear(shapes, layer + "mlp.dense_4h_to_h", HIDDEN, INNER);
        }
        norm(shapes, "transformer.final_layernorm");
        shapes.put("lm_head.weight", new int[] {VOCABULARY, HIDDEN});
        return shapes;
    }

    private static void norm(Map<String, int[]> shapes, String name) {
        shapes.put(name + ".weight", new int[] {HIDDEN});
        shapes.put(name + ".bias", new int[] {HIDDEN});
    }

    private static void linear(Map<String, int[]> shapes, String name, int rows, int columns) {
        shapes.put(name + ".weight", new int[] {rows, columns});
        shapes.put(name + ".bias", new int[] {rows});
    }

    private void shard(Path file, Map<String, int[]> shapes) throws IOException {
        long offset = 0;
        List<String> entries = new ArrayList<>();
        for (Map.Entry<String, int[]> tensor : shapes.entrySet()) {
            long end = offset + 2 * elements(tensor.getValue());
            String shape = java.util.Arrays.toString(tensor.getValue());
            entries.add("\"%s\":{\"dtype\":\"F16\",\"shape\":%s,\"data_offsets\":[%d,%d]}".formatted(tensor.getKey(), shape, offset, end));
            offset = end;
        }
        byte[] header = ("{" + String.join(",", entries) + "}").getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array());
            out.write(header);
            for (Map.Entry<String, int[]> tensor : shapes.entrySet()) {
                // Head and embedding are one matrix, stored twice, as in the released files.
                boolean vocabulary = tensor.getValue()[0] == VOCABULARY;
                numbers(out, elements(tensor.getValue()), vocabulary ? new SplittableRandom(7) : random.split(), tensor.getValue().length == 1);
            }
        }
    }

    /// Evenly spread numbers are as good as any here, and the fastest.
    private static void numbers(OutputStream out, long count, SplittableRandom random, boolean vector) throws IOException {
        byte[] bytes = new byte[1 << 16];
        for (long left = 2 * count; left > 0; left -= bytes.length) {
            random.nextBytes(bytes);
            for (int i = 1; i < bytes.length; i += 2) {
                // Sign, an exponent of 2⁻⁴ to 2⁻⁷ (matrices) or 2⁻¹ to 2⁻⁴ (vectors), fraction.
                bytes[i] = (byte) (bytes[i] & 0x8f | (vector ? 0x30 : 0x20));
            }
            out.write(bytes, 0, (int) Math.min(left, bytes.length));
        }
    }

    private static long elements(int[] shape) {
        long elements = 1;
        for (int length : shape) {
            elements *= length;
        }
        return elements;
    }
}
