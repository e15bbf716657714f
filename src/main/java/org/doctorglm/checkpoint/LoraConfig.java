package org.doctorglm.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.checkpoint.CheckpointException.Reason;
import org.jspecify.annotations.Nullable;

/// `adapter_config.json` of a LoRA adapter, as far as its arithmetic depends on it. What is missing is asked for and never guessed.
///
/// `fan_in_fan_out` is not read: the files have it, but it never had an effect on these layers.
///
/// @param rank `r`
/// @param alpha `lora_alpha`
/// @param enabled `enable_lora`: which equal slices of a fused output are adapted; one slice, the whole, when the file has none
/// @param vocabulary of the network that was adapted, null when the file does not tell
/// @param someLayers whether the file says that not every layer was adapted
record LoraConfig(int rank, double alpha, List<Boolean> enabled, @Nullable Long vocabulary, boolean someLayers) {
    static final String FILE = "adapter_config.json";
    private static final List<String> OTHER_ARITHMETIC = List.of("use_dora", "use_rslora", "rank_pattern", "alpha_pattern");
    private static final int MOST_RANK = 1 << 16;

    static LoraConfig read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(Reason.ADAPTER_CONFIG, folder, FILE);
        }
        JsonNode json = Shards.parse(file, Files.readAllBytes(file));
        for (String key : OTHER_ARITHMETIC) {
            JsonNode node = json.path(key);
            if (node.asBoolean(false) || node.isContainerNode() && !node.isEmpty()) {
                throw new CheckpointException(Reason.UNSUPPORTED, file, key);
            }
        }
        JsonNode rank = json.path("r");
        if (!rank.isInt() || rank.asInt() < 1 || rank.asInt() > MOST_RANK) {
            throw new CheckpointException(Reason.ADAPTER_CONFIG, folder, "r");
        }
        JsonNode alpha = json.path("lora_alpha");
        if (!alpha.isNumber() || !Double.isFinite(alpha.asDouble())) {
            throw new CheckpointException(Reason.ADAPTER_CONFIG, folder, "lora_alpha");
        }
        JsonNode vocabulary = json.path("vocab_size");
        return new LoraConfig(rank.asInt(), alpha.asDouble(), enabled(folder, json.path("enable_lora")),
                vocabulary.isIntegralNumber() ? vocabulary.asLong() : null, json.hasNonNull("layers_to_transform"));
    }

    private static List<Boolean> enabled(Path folder, JsonNode node) throws CheckpointException {
        if (node.isMissingNode() || node.isNull()) {
            return List.of(true);
        }
        List<Boolean> enabled = new ArrayList<>();
        for (JsonNode slice : node) {
            if (!slice.isBoolean()) {
                throw new CheckpointException(Reason.ADAPTER_CONFIG, folder, "enable_lora");
            }
            enabled.add(slice.asBoolean());
        }
        if (!enabled.contains(true)) {
            throw new CheckpointException(Reason.ADAPTER_CONFIG, folder, "enable_lora");
        }
        return List.copyOf(enabled);
    }

    double scale() {
        return alpha / rank;
    }

    /// Number of adapted slices.
    int groups() {
        return (int) enabled.stream().filter(on -> on).count();
    }
}
