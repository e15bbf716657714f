package org.doctorglm.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.checkpoint.SafetensorsWriter;
import org.doctorglm.model.CheckpointFolder;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.RowOrder;

/// Writes what was trained in the layouts that others read: a LoRA as peft does, a prefix as the P-tuning code of ChatGLM-6B does, a whole network as the
/// folder of a checkpoint.
///
/// The configuration names the network's numbers, so that an adapter never meets a base of another release unnoticed. Queries and values of every
/// head are not what peft calls `query_key_value`: `doctorglm_rows` says so, and a program that does not know it refuses the shapes.
public final class AdapterExport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<LoraTarget, String> MODULES = Map.of(LoraTarget.QV, "query_key_value", LoraTarget.THIRDS, "query_key_value",
            LoraTarget.DENSE, "dense", LoraTarget.UP, "dense_h_to_4h", LoraTarget.DOWN, "dense_4h_to_h");

    private AdapterExport() {
    }

    /// @param state of a run, see [TrainableNetwork#state()]
    /// @param base what it was trained on
    /// @param target a new or an empty folder
    public static void write(Map<String, Tensor> state, Recipe recipe, ModelPack base, Path target) throws IOException {
        GlmConfig config = base.manifest().config();
        Files.createDirectories(target);
        switch (recipe.method()) {
            case Method.Lora lora -> {
                lora(state, target);
                config(lora, config, target);
            }
            case Method.Prefix prefix -> {
                prefix(state, prefix, config, target);
                config(prefix, config, target);
            }
            case Method.Full ignored -> CheckpointFolder.write(base, weights(state), target);
        }
    }

    /// Without what the optimiser remembers, which nobody asks for.
    private static Map<String, float[]> weights(Map<String, Tensor> state) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        state.forEach((name, tensor) -> weights.put(name, tensor.values()));
        return weights;
    }

    private static void lora(Map<String, Tensor> state, Path target) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter().fact("format", "pt");
        state.forEach((name, tensor) -> {
            if (name.startsWith("layers.")) {
                writer.tensor("base_model.model.transformer." + name + ".weight", tensor.shape(), tensor.values());
            }
        });
        writer.write(target.resolve("adapter_model.safetensors"));
    }

    private static void config(Method.Lora lora, GlmConfig config, Path target) throws IOException {
        ObjectNode json = network(config).put("peft_type", "LORA").put("task_type", "CAUSAL_LM").put("r", lora.rank()).put("lora_alpha", lora.alpha())
                .put("lora_dropout", lora.dropout()).put("bias", "none").put("fan_in_fan_out", false).put("inference_mode", true);
        ArrayNode modules = json.putArray("target_modules");
        lora.targets().stream().map(MODULES::get).sorted().forEach(modules::add);
        if (lora.targets().contains(LoraTarget.QV)) {
            json.put("doctorglm_rows", "per_head_qv");
        }
        if (lora.targets().contains(LoraTarget.THIRDS)) {
            json.putArray("enable_lora").add(true).add(false).add(true);
        }
        write(json, target.resolve("adapter_config.json"));
    }

    /// One matrix, `[tokens, 2·layers·hidden]`, dimensions in the order of checkpoints.
    private static void prefix(Map<String, Tensor> state, Method.Prefix prefix, GlmConfig config, Path target) throws IOException {
        int tokens = prefix.tokens();
        int dim = config.headDim();
        int width = 2 * config.layers() * config.hidden();
        float[] rows = new float[tokens * width];
        for (int slot = 0; slot < 2 * config.layers(); slot++) {
            int[] order = slot % 2 == 0 ? RowOrder.key(config) : RowOrder.value(config);
            float[] values = java.util.Objects.requireNonNull(state.get(Method.Prefix.slot(slot))).values();
            for (int i = 0; i < values.length; i++) {
                int head = i / (tokens * dim);
                int token = i / dim % tokens;
                rows[token * width + slot * config.hidden() + head * dim + order[i % dim]] = values[i];
            }
        }
        new SafetensorsWriter().fact("format", "pt")
                .tensor("transformer.prefix_encoder.embedding.weight", List.of((long) tokens, (long) width), rows).write(target.resolve("model.safetensors"));
    }

    private static void config(Method.Prefix prefix, GlmConfig config, Path target) throws IOException {
        write(network(config).put("pre_seq_len", prefix.tokens()).put("prefix_projection", false), target.resolve("config.json"));
    }

    private static ObjectNode network(GlmConfig config) {
        return JSON.createObjectNode().put("num_layers", config.layers()).put("hidden_size", config.hidden())
                .put("num_attention_heads", config.heads()).put("vocab_size", config.vocabulary()).put("bos_token_id", config.bos())
                .put("mask_token_id", config.mask()).put("gmask_token_id", config.gmask());
    }

    private static void write(ObjectNode json, Path file) throws IOException {
        Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    }
}
