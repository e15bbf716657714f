package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keys and values of the tokens read so far, while an answer is written. Belongs to one answer.
final class KeyValues {
    /// Keeps nothing.
    static final KeyValues NONE = new KeyValues(null);

    private final @Nullable NDManager manager;
    private final Map<Integer, Pair> layers = new HashMap<>();

    /// @param manager that the arrays belong to
    KeyValues(@Nullable NDManager manager) {
        this.manager = manager;
    }

    /// `[heads, tokens, headDim]` each.
    record Pair(NDArray keys, NDArray values) {
    }

    void put(int layer, NDArray keys, NDArray values) {
        if (manager != null) {
            Pair kept = new Pair(keys.duplicate(), values.duplicate());
            kept.keys.attach(manager);
            kept.values.attach(manager);
            layers.put(layer, kept);
        }
    }

    Pair append(int layer, NDArray keys, NDArray values) {
        Pair before = java.util.Objects.requireNonNull(layers.get(layer));
        Pair longer = new Pair(before.keys.concat(keys, 1), before.values.concat(values, 1));
        before.keys.close();
        before.values.close();
        layers.put(layer, longer);
        return longer;
    }
}
