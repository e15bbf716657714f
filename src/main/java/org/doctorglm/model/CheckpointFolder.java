package org.doctorglm.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.doctorglm.checkpoint.SafetensorsWriter;
import org.doctorglm.model.PackManifest.TensorPlace;

/// Writes a network as the Hugging Face folder that it could have come from: with it the program, and every other, can begin anew.
public final class CheckpointFolder {
    private CheckpointFolder() {
    }

    /// Weights last: a folder without them is no checkpoint.
    ///
    /// @param like a pack of the same shape, which tokenizer and traits are taken from
    /// @param weights by the pack's names and in its order of rows; all of them
    /// @param target a new or an empty folder
    /// @throws IllegalArgumentException when a tensor is missing or has another length
    public static void write(ModelPack like, Map<String, float[]> weights, Path target) throws IOException {
        GlmConfig config = like.manifest().config();
        SafetensorsWriter writer = weights(like, weights, config);
        Files.createDirectories(target);
        Files.write(target.resolve("config.json"), ModelPack.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json(config)));
        Files.write(target.resolve("tokenizer_config.json"), ModelPack.JSON.writeValueAsBytes(ModelPack.JSON.createObjectNode()
                .put("num_image_tokens", config.imageTokens())));
        TraitsFile.write(target, like.manifest().traits());
        if (like.tokenizer().isPresent()) {
            Files.copy(like.tokenizer().get(), target.resolve(ModelPack.TOKENIZER), StandardCopyOption.REPLACE_EXISTING);
        }
        writer.write(target.resolve("model.safetensors"));
    }

    private static SafetensorsWriter weights(ModelPack like, Map<String, float[]> weights, GlmConfig config) {
        boolean tied = like.manifest().tensors().stream().noneMatch(place -> place.name().equals("embedding.weight"));
        int[] order = RowOrder.queryKeyValue(config);
        SafetensorsWriter writer = new SafetensorsWriter().fact("format", "pt");
        for (TensorPlace place : like.manifest().tensors()) {
            float[] values = weights.get(place.name());
            long length = place.shape().stream().reduce(1L, Math::multiplyExact);
            if (values == null || values.length != length) {
                throw new IllegalArgumentException(place.name() + " " + (values == null ? 0 : values.length) + "/" + length);
            }
            writer.tensor(StoredNames.of(place.name(), tied), place.shape(), StoredNames.reordered(place.name()) ? stored(values, order) : values);
        }
        return writer;
    }

    private static float[] stored(float[] values, int[] order) {
        int width = values.length / order.length;
        float[] rows = new float[values.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(values, i * width, rows, order[i] * width, width);
        }
        return rows;
    }

    private static ObjectNode json(GlmConfig config) {
        ObjectNode json = ModelPack.JSON.createObjectNode().put("model_type", "chatglm").put("torch_dtype", "float32").put("position_encoding_2d", true)
                .put("num_layers", config.layers()).put("hidden_size", config.hidden()).put("num_attention_heads", config.heads())
                .put("inner_hidden_size", config.inner()).put("vocab_size", config.vocabulary()).put("layernorm_epsilon", config.epsilon())
                .put("max_sequence_length", config.maxLength()).put("bos_token_id", config.bos()).put("mask_token_id", config.mask())
                .put("gmask_token_id", config.gmask());
        return config.eos() == null ? json : json.put("eos_token_id", config.eos());
    }
}
