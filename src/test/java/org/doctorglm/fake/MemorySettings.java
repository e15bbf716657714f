package org.doctorglm.fake;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.doctorglm.ui.settings.UiSettings;

/// Settings that end with the test.
public final class MemorySettings implements UiSettings {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public void put(String key, String value) {
        values.put(key, value);
    }

    public void forget(String key) {
        values.remove(key);
    }
}
