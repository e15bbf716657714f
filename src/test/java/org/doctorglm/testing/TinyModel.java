package org.doctorglm.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.doctorglm.model.GlmConfig;

/// A ChatGLM checkpoint of random weights, small enough to be computed by hand.
///
/// @param weights by their names in the checkpoint, row-major
public record TinyModel(GlmConfig config, Map<String, float[]> weights) {
    public static final int MASK = 4;
    public static final int GMASK = 5;
    public static final int SOP = 8;
    public static final int EOP = 9;

    /// @param tied whether the head is the embedding (then it is stored twice, as in the released files)
    public static TinyModel random(int layers, int heads, int headDim, int inner, int vocabulary, boolean tied, long seed) {
        int hidden = heads * headDim;
        GlmConfig config = new GlmConfig(layers, hidden, heads, inner, vocabulary, 1e-5, 64, SOP, EOP, MASK, GMASK, 0);
        Random random = new Random(seed);
        Map<String, float[]> weights = new LinkedHashMap<>();
        float[] embedding = normal(random, vocabulary * hidden, 0.5);
        weights.put("transformer.word_embeddings.weight", embedding);
        for (int i = 0; i < layers; i++) {
            String layer = "transformer.layers." + i + ".";
            norm(weights, layer + "input_layernorm", hidden, random);
            linear(weights, layer + "attention.query_key_value", 3 * hidden, hidden, random);
            linear(weights, layer + "attention.dense", hidden, hidden, random);
            norm(weights, layer + "post_attention_layernorm", hidden, random);
            linear(weights, layer + "mlp.dense_h_to_4h", inner, hidden, random);
            linear(weights, layer + "mlp.dense_4h_to_h", hidden, inner, random);
        }
        norm(weights, "transformer.final_layernorm", hidden, random);
        weights.put("lm_head.weight", tied ? embedding : normal(random, vocabulary * hidden, 0.5));
        return new TinyModel(config, weights);
    }

    private static void norm(Map<String, float[]> weights, String name, int length, Random random) {
        float[] gain = normal(random, length, 0.2);
        for (int i = 0; i < length; i++) {
            gain[i] += 1;
        }
        weights.put(name + ".weight", gain);
        weights.put(name + ".bias", normal(random, length, 0.1));
    }

    private static void linear(Map<String, float[]> weights, String name, int rows, int columns, Random random) {
        weights.put(name + ".weight", normal(random, rows * columns, 1.5 / Math.sqrt(columns)));
        weights.put(name + ".bias", normal(random, rows, 0.1));
    }

    private static float[] normal(Random random, int length, double deviation) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }

    public float[] weight(String name) {
        return java.util.Objects.requireNonNull(weights.get(name), name);
    }

    /// Writes `config.json` and `model.safetensors`.
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), configJson());
        safetensors(weights).write(folder.resolve("model.safetensors"));
        return folder;
    }

    public SafetensorsFile safetensors(Map<String, float[]> some) {
        SafetensorsFile file = new SafetensorsFile();
        some.forEach((name, values) -> file.floats(name, values, shape(name, values.length)));
        return file;
    }

    private long[] shape(String name, int length) {
        int columns = name.endsWith("4h_to_h.weight") ? config.inner() : config.hidden();
        boolean vector = name.endsWith(".bias") || name.endsWith("layernorm.weight");
        return vector ? new long[] {length} : new long[] {length / columns, columns};
    }

    public String configJson() {
        return """
                {"num_layers": %d, "hidden_size": %d, "num_attention_heads": %d, "inner_hidden_size": %d, "vocab_size": %d, \
                "layernorm_epsilon": 1e-05, "max_sequence_length": %d, "bos_token_id": 8, "eos_token_id": 9, "mask_token_id": 4, "gmask_token_id": 5}
                """.formatted(config.layers(), config.hidden(), config.heads(), config.inner(), config.vocabulary(), config.maxLength());
    }
}
