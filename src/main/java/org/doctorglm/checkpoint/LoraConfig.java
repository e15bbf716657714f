package org.doctorglm.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.checkpoint.CheckpointException.Reason;
import org.jspecify.annotations.Nullable;

/// `adapter_config.json` of a LoRA adapter, as far as its arithmetic depends on it, completed by what the user tells.
///
/// `fan_in_fan_out` is not read: the files have it, but it never had an effect on these layers.
///
/// @param rank `r`, null when the file has none: then it is the width of `lora_B`
/// @param alpha `lora_alpha`
/// @param rows of the fused matrix that are changed
/// @param someLayers whether the file says that not every layer was adapted
record LoraConfig(@Nullable Integer rank, double alpha, LoraRows rows, boolean someLayers) {
    static final String ALPHA = "lora_alpha";
    static final String ENABLED = "enable_lora";
    static final String ROWS = "doctorglm_rows";
    private static final List<String> OTHER_ARITHMETIC = List.of("use_dora", "use_rslora", "rank_pattern", "alpha_pattern");
    static final int MOST_RANK = 1 << 14;

    /// @throws CheckpointException ADAPTER_INCOMPLETE with what neither file nor user told, ADAPTER_CONFIG for a value that cannot be, or
    /// that the user contradicts
    static LoraConfig read(AdapterFiles files, AdapterOptions options) throws IOException {
        Path file = files.adapterConfig();
        JsonNode json = file == null ? JsonNodeFactory.instance.objectNode() : JsonFile.read(file, JsonFile.CONFIGURATION);
        Path shown = files.path();
        for (String key : OTHER_ARITHMETIC) {
            JsonNode node = json.path(key);
            if (node.asBoolean(false) || node.isContainerNode() && !node.isEmpty()) {
                throw new CheckpointException(Reason.UNSUPPORTED, shown, key);
            }
        }
        Double alpha = alpha(shown, json.path(ALPHA), options.alpha());
        LoraRows rows = rows(shown, json, options.rows(), file != null);
        List<String> missing = new ArrayList<>();
        if (alpha == null) {
            missing.add(ALPHA);
        }
        if (rows == null) {
            missing.add(ENABLED);
        }
        if (alpha == null || rows == null) {
            throw new CheckpointException(Reason.ADAPTER_INCOMPLETE, shown, String.join(", ", missing));
        }
        return new LoraConfig(rank(shown, json.path("r")), alpha, rows, json.hasNonNull("layers_to_transform"));
    }

    private static @Nullable Integer rank(Path shown, JsonNode node) throws CheckpointException {
        if (absent(node)) {
            return null;
        }
        if (!node.isInt() || node.asInt() < 1 || node.asInt() > MOST_RANK) {
            throw wrong(shown, "r", node);
        }
        return node.asInt();
    }

    private static @Nullable Double alpha(Path shown, JsonNode node, @Nullable Double told) throws CheckpointException {
        if (told != null && !Double.isFinite(told)) {
            throw new CheckpointException(Reason.ADAPTER_CONFIG, shown, ALPHA + " " + told);
        }
        if (absent(node)) {
            return told;
        }
        if (!node.isNumber() || !Double.isFinite(node.asDouble()) || told != null && told != node.asDouble()) {
            throw wrong(shown, ALPHA, node);
        }
        return node.asDouble();
    }

    /// A configuration without a word about rows is that of an ordinary LoRA; without any configuration the user must say it.
    private static @Nullable LoraRows rows(Path shown, JsonNode json, @Nullable AdapterRows told, boolean configured) throws CheckpointException {
        JsonNode named = json.path(ROWS);
        JsonNode enabled = json.path(ENABLED);
        LoraRows rows = absent(enabled) ? null : enabled(shown, enabled);
        if (!absent(named)) {
            boolean perHead = named.isTextual() && named.asText().equals(AdapterRows.PER_HEAD_QV.key());
            if (!perHead || rows != null && !rows.equals(AdapterRows.THIRDS.layout())) {
                throw wrong(shown, ROWS, named);
            }
            rows = AdapterRows.PER_HEAD_QV.layout();
        }
        if (rows != null && told != null && !rows.equals(told.layout())) {
            throw wrong(shown, absent(named) ? ENABLED : ROWS, absent(named) ? enabled : named);
        }
        if (rows == null && told != null) {
            return told.layout();
        }
        return rows == null && configured && json.isObject() && !json.isEmpty() ? AdapterRows.WHOLE.layout() : rows;
    }

    private static LoraRows enabled(Path shown, JsonNode node) throws CheckpointException {
        List<Boolean> enabled = new ArrayList<>();
        for (JsonNode slice : node) {
            if (!slice.isBoolean()) {
                throw wrong(shown, ENABLED, node);
            }
            enabled.add(slice.asBoolean());
        }
        if (!node.isArray() || !enabled.contains(true)) {
            throw wrong(shown, ENABLED, node);
        }
        return new LoraRows.Slices(enabled);
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static CheckpointException wrong(Path shown, String key, JsonNode node) {
        return new CheckpointException(Reason.ADAPTER_CONFIG, shown, key + " " + StoredZip.printable(node.toString()));
    }

    /// The layout of one matrix: only the fused one has queries and values, while MergedLinear slices whatever it adapts.
    LoraRows rows(String matrix) {
        return rows instanceof LoraRows.PerHead && !matrix.endsWith("query_key_value") ? AdapterRows.WHOLE.layout() : rows;
    }
}
