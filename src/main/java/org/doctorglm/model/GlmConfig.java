package org.doctorglm.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.checkpoint.JsonFile;
import org.jspecify.annotations.Nullable;

/// Shape and ids of a ChatGLM network (first generation), from the `config.json` of its folder. Nothing of this stands in code.
///
/// @param layers number of blocks
/// @param hidden width of the residual stream
/// @param heads attention heads; `hidden / heads` is the head dimension, a multiple of 4 (two rotary halves of pairs)
/// @param inner width inside the MLP
/// @param vocabulary rows of embedding and head
/// @param epsilon of every LayerNorm
/// @param maxLength positions the network was made for
/// @param bos id of `<sop>`
/// @param eos id of `<eop>`, null when nothing may end an answer
/// @param mask id of `[MASK]`
/// @param gmask id of `[gMASK]`
/// @param imageTokens ids before the first text id (20000 in ChatGLM-6B's first release)
public record GlmConfig(int layers, int hidden, int heads, int inner, int vocabulary, double epsilon, int maxLength, int bos,
                        @Nullable Integer eos, int mask, int gmask, int imageTokens) {
    private static final int MOST_LENGTH = 1 << 20;
    private static final int MOST_WIDTH = 1 << 16;

    public GlmConfig {
        positive("num_layers", layers, 1000);
        positive("hidden_size", hidden, MOST_WIDTH);
        positive("num_attention_heads", heads, hidden);
        positive("inner_hidden_size", inner, MOST_WIDTH);
        positive("vocab_size", vocabulary, 1 << 20);
        positive("max_sequence_length", maxLength, MOST_LENGTH);
        if (!(epsilon > 0 && epsilon < 1)) {
            throw new IllegalArgumentException("layernorm_epsilon = " + epsilon);
        }
        id("bos_token_id", bos, vocabulary);
        id("mask_token_id", mask, vocabulary);
        id("gmask_token_id", gmask, vocabulary);
        if (eos != null) {
            id("eos_token_id", eos, vocabulary);
        }
        if (imageTokens < 0 || imageTokens > vocabulary) {
            throw new IllegalArgumentException("num_image_tokens = " + imageTokens);
        }
        if (hidden % heads != 0 || hidden / heads % 4 != 0) {
            throw new IllegalArgumentException("hidden_size / num_attention_heads = " + hidden + "/" + heads);
        }
    }

    public int headDim() {
        return hidden / heads;
    }

    /// Numbers of the network, head and embedding counted once.
    public long parameters() {
        long h = hidden;
        return vocabulary * h + layers * (4 * h * h + 2 * h * inner + 4 * h + inner + h + 4 * h) + 2 * h;
    }

    /// Width of a matrix of the network, by its name in the checkpoint.
    public long columns(String name) {
        return name.endsWith("mlp.dense_4h_to_h.weight") ? inner : hidden;
    }

    /// Weight of the normalised residual: the published block is never told the number of layers, so it is √(2·28) for every depth.
    public double alpha() {
        return Math.sqrt(2 * 28);
    }

    /// Reads `config.json` and, where there is one, `tokenizer_config.json`.
    public static GlmConfig read(Path folder) throws IOException {
        Path file = folder.resolve("config.json");
        if (!Files.isRegularFile(file)) {
            throw new ModelException(ModelException.Reason.NOT_A_MODEL, folder.toString(), "config.json");
        }
        try {
            JsonNode json = JsonFile.read(file, JsonFile.CONFIGURATION);
            Path tokenizer = folder.resolve("tokenizer_config.json");
            JsonNode text = Files.isRegularFile(tokenizer) ? JsonFile.read(tokenizer, JsonFile.CONFIGURATION) : MissingNode.getInstance();
            return new GlmConfig(number(json, "num_layers"), number(json, "hidden_size"), number(json, "num_attention_heads"),
                    number(json, "inner_hidden_size"), number(json, "vocab_size"), epsilon(json), number(json, "max_sequence_length", 2048),
                    number(json, "bos_token_id"), absent(json, "eos_token_id") ? null : number(json, "eos_token_id"),
                    number(json, "mask_token_id"), number(json, "gmask_token_id"), number(text, "num_image_tokens", 0));
        } catch (CheckpointException | IllegalArgumentException e) {
            String detail = e instanceof CheckpointException c ? c.file().getFileName() + ": " + c.detail() : "config.json: " + e.getMessage();
            throw new ModelException(ModelException.Reason.NOT_A_MODEL, folder.toString(), detail);
        }
    }

    /// Which published release the ids belong to; adapters of one do not fit the other.
    public String release() {
        return switch (vocabulary) {
            case 150528 -> "chatglm-6b-first-release";
            case 130528 -> "chatglm-6b";
            default -> "chatglm-" + layers + "x" + hidden;
        };
    }

    private static int number(JsonNode json, String key) {
        JsonNode node = json.path(key);
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new IllegalArgumentException(key);
        }
        return node.asInt();
    }

    private static int number(JsonNode json, String key, int otherwise) {
        return absent(json, key) ? otherwise : number(json, key);
    }

    private static double epsilon(JsonNode json) {
        JsonNode node = json.path("layernorm_epsilon");
        if (!node.isNumber() && !absent(json, "layernorm_epsilon")) {
            throw new IllegalArgumentException("layernorm_epsilon");
        }
        return node.asDouble(1e-5);
    }

    private static boolean absent(JsonNode json, String key) {
        return json.path(key).isMissingNode() || json.path(key).isNull();
    }

    private static void positive(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(key + " = " + value);
        }
    }

    private static void id(String key, int value, int vocabulary) {
        if (value < 0 || value >= vocabulary) {
            throw new IllegalArgumentException(key + " = " + value + "/" + vocabulary);
        }
    }
}
