package org.doctorglm.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/// A random LoRA adapter on the first and last third of each fused matrix, as MergedLinear trains it, and the network it makes.
///
/// @param a by layer, `[2r, hidden]`
/// @param b by layer, `[2·hidden, r]`
public record LoraFolder(TinyModel base, int rank, double alpha, float[][] a, float[][] b) {
    public static final String LORALIB = "transformer.layers.%d.attention.query_key_value.lora_%s";
    public static final String PEFT = "base_model.model.transformer.layers.%d.attention.query_key_value.lora_%s.weight";
    public static final String PEFT_NAMED = "base_model.model.transformer.layers.%d.attention.query_key_value.lora_%s.default.weight";

    public static LoraFolder random(TinyModel base, int rank, double alpha, long seed) {
        Random random = new Random(seed);
        int layers = base.config().layers();
        int hidden = base.config().hidden();
        return new LoraFolder(base, rank, alpha, normal(random, layers, 2 * rank * hidden), normal(random, layers, 2 * hidden * rank));
    }

    private static float[][] normal(Random random, int layers, int length) {
        float[][] values = new float[layers][length];
        for (float[] layer : values) {
            for (int i = 0; i < length; i++) {
                layer[i] = (float) (random.nextGaussian() * 0.2);
            }
        }
        return values;
    }

    /// `W + α/r · B·A` on rows `[0, H)` and `[2H, 3H)`, summed in 64 bits.
    public TinyModel merged() {
        Map<String, float[]> weights = new LinkedHashMap<>(base.weights());
        int hidden = base.config().hidden();
        for (int layer = 0; layer < a.length; layer++) {
            String name = "transformer.layers." + layer + ".attention.query_key_value.weight";
            float[] sum = base.weight(name).clone();
            for (int row = 0; row < hidden; row++) {
                for (int column = 0; column < hidden; column++) {
                    double first = 0;
                    double last = 0;
                    for (int k = 0; k < rank; k++) {
                        first += (double) b[layer][row * rank + k] * a[layer][k * hidden + column];
                        last += (double) b[layer][(hidden + row) * rank + k] * a[layer][(rank + k) * hidden + column];
                    }
                    sum[row * hidden + column] = (float) (sum[row * hidden + column] + alpha / rank * first);
                    int third = (2 * hidden + row) * hidden + column;
                    sum[third] = (float) (sum[third] + alpha / rank * last);
                }
            }
            weights.put(name, sum);
        }
        return new TinyModel(base.config(), weights);
    }

    /// With peft's extra axis where the names are peft's.
    public Path writeTorch(Path folder, String naming) throws IOException {
        TorchFile file = new TorchFile();
        int hidden = base.config().hidden();
        for (int layer = 0; layer < a.length; layer++) {
            file.floats(naming.formatted(layer, "A"), a[layer], 2L * rank, hidden);
            file.floats(naming.formatted(layer, "B"), b[layer], naming.equals(LORALIB) ? new long[] {2L * hidden, rank} : new long[] {2L * hidden, rank, 1});
        }
        file.write(folder.resolve("adapter_model.bin"));
        return config(folder, configJson());
    }

    public Path writeSafetensors(Path folder, String naming) throws IOException {
        safetensors(naming).write(folder.resolve("adapter_model.safetensors"));
        return config(folder, configJson());
    }

    public SafetensorsFile safetensors(String naming) {
        SafetensorsFile file = new SafetensorsFile();
        int hidden = base.config().hidden();
        for (int layer = 0; layer < a.length; layer++) {
            file.floats(naming.formatted(layer, "A"), a[layer], 2L * rank, hidden).floats(naming.formatted(layer, "B"), b[layer], 2L * hidden, rank);
        }
        return file;
    }

    public static Path config(Path folder, String json) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("adapter_config.json"), json);
        return folder;
    }

    public String configJson() {
        return "{\"r\": " + rank + ", \"lora_alpha\": " + alpha + ", \"lora_dropout\": 0.05, \"enable_lora\": [true, false, true], "
                + "\"fan_in_fan_out\": true, \"peft_type\": \"LORA\"}";
    }
}
