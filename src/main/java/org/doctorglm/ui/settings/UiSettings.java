package org.doctorglm.ui.settings;

import java.util.Optional;

/// What the window remembers between two starts. Fast and quiet: a disk that refuses must not stop the window.
public interface UiSettings {
    Optional<String> get(String key);

    void put(String key, String value);

    /// @return the number under a key, or `otherwise` when there is none
    default double number(String key, double otherwise) {
        try {
            return get(key).map(Double::parseDouble).orElse(otherwise);
        } catch (NumberFormatException damaged) {
            return otherwise;
        }
    }
}
