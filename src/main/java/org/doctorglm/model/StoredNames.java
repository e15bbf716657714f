package org.doctorglm.model;

import java.util.Map;

/// What the tensors of a pack are called in a checkpoint of THUDM/chatglm-6b.
final class StoredNames {
    static final String EMBEDDING = "transformer.word_embeddings.weight";
    static final String HEAD = "lm_head.weight";
    private static final Map<String, String> PARTS = Map.of("input_norm", "input_layernorm", "qkv", "attention.query_key_value", "dense", "attention.dense",
            "post_norm", "post_attention_layernorm", "up", "mlp.dense_h_to_4h", "down", "mlp.dense_4h_to_h");

    private StoredNames() {
    }

    /// @param name in the pack
    /// @param tied whether embedding and head are one matrix: a pack calls it head, a checkpoint stores it as the embedding
    static String of(String name, boolean tied) {
        String[] parts = name.split("\\.");
        String kind = parts[parts.length - 1];
        return switch (parts[0]) {
            case "layers" -> "transformer.layers." + parts[1] + "." + PARTS.getOrDefault(parts[2], parts[2]) + "." + kind;
            case "final_norm" -> "transformer.final_layernorm." + kind;
            case "embedding" -> EMBEDDING;
            case "head" -> tied ? EMBEDDING : HEAD;
            default -> throw new IllegalArgumentException(name);
        };
    }

    /// Whether the rows of a tensor lie in another order in a pack, see [RowOrder#queryKeyValue].
    static boolean reordered(String name) {
        return name.contains(".qkv.");
    }
}
