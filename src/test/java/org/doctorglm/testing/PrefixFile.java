package org.doctorglm.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.doctorglm.model.GlmConfig;

/// A random prefix encoder (P-tuning v2) for a tiny network, and the rows that it stands for.
///
/// @param inner width of the projection, 0 for none
/// @param weights by their names behind `prefix_encoder.`, row-major
public record PrefixFile(GlmConfig config, int tokens, int inner, Map<String, float[]> weights) {
    public static final String USUAL = "transformer.prefix_encoder.";
    public static final String SHORT = "prefix_encoder.";
    public static final String PEFT = "base_model.model.transformer.prefix_encoder.";
    public static final String BARE = "";

    public static PrefixFile random(GlmConfig config, int tokens, int inner, long seed) {
        Random random = new Random(seed);
        int width = 2 * config.layers() * config.hidden();
        Map<String, float[]> weights = new LinkedHashMap<>();
        if (inner == 0) {
            weights.put("embedding.weight", normal(random, tokens * width, 0.8));
        } else {
            weights.put("embedding.weight", normal(random, tokens * config.hidden(), 0.7));
            weights.put("trans.0.weight", normal(random, inner * config.hidden(), 1.5 / Math.sqrt(config.hidden())));
            weights.put("trans.0.bias", normal(random, inner, 0.2));
            weights.put("trans.2.weight", normal(random, width * inner, 1.5 / Math.sqrt(inner)));
            weights.put("trans.2.bias", normal(random, width, 0.2));
        }
        return new PrefixFile(config, tokens, inner, weights);
    }

    private static float[] normal(Random random, int length, double deviation) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }

    /// The rows of the prefix, one sum at a time.
    public double[][] rows() {
        int width = 2 * config.layers() * config.hidden();
        double[][] rows = new double[tokens][];
        for (int token = 0; token < tokens; token++) {
            double[] row = new double[inner == 0 ? width : config.hidden()];
            for (int i = 0; i < row.length; i++) {
                row[i] = weight("embedding.weight")[token * row.length + i];
            }
            rows[token] = inner == 0 ? row : linear(tanh(linear(row, "trans.0")), "trans.2");
        }
        return rows;
    }

    private double[] linear(double[] x, String name) {
        double[] result = new double[weight(name + ".bias").length];
        for (int row = 0; row < result.length; row++) {
            result[row] = weight(name + ".bias")[row];
            for (int i = 0; i < x.length; i++) {
                result[row] += x[i] * weight(name + ".weight")[row * x.length + i];
            }
        }
        return result;
    }

    private static double[] tanh(double[] x) {
        return java.util.Arrays.stream(x).map(Math::tanh).toArray();
    }

    public float[] weight(String name) {
        return java.util.Objects.requireNonNull(weights.get(name), name);
    }

    private long[] shape(String name) {
        return switch (name) {
            case "embedding.weight" -> new long[] {tokens, weight(name).length / tokens};
            case "trans.0.weight" -> new long[] {inner, config.hidden()};
            case "trans.2.weight" -> new long[] {weight(name).length / inner, inner};
            default -> new long[] {weight(name).length};
        };
    }

    public SafetensorsFile addTo(SafetensorsFile file, String before) {
        weights.forEach((name, values) -> file.floats(before + name, values, shape(name)));
        return file;
    }

    public TorchFile addTo(TorchFile file, String before) {
        weights.forEach((name, values) -> file.floats(before + name, values, shape(name)));
        return file;
    }

    /// A folder with one weights file and a `config.json`.
    public Path writeTorch(Path folder, String before, String config) throws IOException {
        addTo(new TorchFile(), before).write(folder.resolve("pytorch_model.bin"));
        Files.writeString(folder.resolve("config.json"), config);
        return folder;
    }

    /// What P-tuning writes into `config.json`.
    public String configJson() {
        return "{\"pre_seq_len\": " + tokens + ", \"prefix_projection\": " + (inner > 0) + ", \"hidden_size\": " + config.hidden() + "}";
    }
}
