package org.doctorglm.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Numbers of the network that an adapter was trained on, as far as its files tell them.
///
/// @param facts by their names in `config.json`, for example `vocab_size`
public record AdapterBase(Map<String, Long> facts) {
    /// The two releases of ChatGLM-6B differ in all but the first three. The end id is left out: it was changed within the first release.
    private static final List<String> KEYS = List.of("num_layers", "hidden_size", "num_attention_heads", "vocab_size", "bos_token_id", "mask_token_id",
            "gmask_token_id");

    public AdapterBase {
        facts = Map.copyOf(facts);
    }

    static AdapterBase of(Iterable<JsonNode> configurations) {
        Map<String, Long> facts = new LinkedHashMap<>();
        for (JsonNode json : configurations) {
            for (String key : KEYS) {
                if (json.path(key).isIntegralNumber()) {
                    facts.putIfAbsent(key, json.path(key).asLong());
                }
            }
        }
        return new AdapterBase(facts);
    }

    AdapterBase with(String key, long value) {
        Map<String, Long> more = new LinkedHashMap<>(facts);
        more.put(key, value);
        return new AdapterBase(more);
    }
}
