package org.doctorglm.knowledge;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A map that shares its bulk with the map it was made from: replacing one entry of a large library costs as much as there were
/// changes, not as much as there are entries, and whoever reads the older map goes on reading it. Immutable, for any thread.
final class Patched<K, V> {
    /// Changes after which they are folded into the bulk, once, so that they do not grow without end.
    private static final int MOST_CHANGES = 4096;

    private final Map<K, V> bulk;
    private final Map<K, @Nullable V> changes;

    /// @param bulk never changed from now on
    Patched(Map<K, V> bulk) {
        this(bulk, Map.of());
    }

    private Patched(Map<K, V> bulk, Map<K, @Nullable V> changes) {
        this.bulk = bulk;
        this.changes = changes;
    }

    @Nullable V get(K key) {
        return changes.containsKey(key) ? changes.get(key) : bulk.get(key);
    }

    V getOrDefault(K key, V otherwise) {
        V value = get(key);
        return value == null ? otherwise : value;
    }

    boolean containsKey(K key) {
        return get(key) != null;
    }

    /// @param newer values by key, null to take a key out
    Patched<K, V> with(Map<K, @Nullable V> newer) {
        Map<K, @Nullable V> all = new HashMap<>(changes);
        all.putAll(newer);
        if (all.size() <= MOST_CHANGES) {
            return new Patched<>(bulk, all);
        }
        Map<K, V> folded = new HashMap<>(bulk);
        all.forEach((key, value) -> {
            if (value == null) {
                folded.remove(key);
            } else {
                folded.put(key, value);
            }
        });
        return new Patched<>(folded);
    }
}
