package org.doctorglm.app;

import java.time.Instant;
import org.doctorglm.consultation.Acknowledged;
import org.doctorglm.storage.SettingsTable;

/// Danger signs that were taken note of, with the moment, in the settings of the home.
record SettingsAcknowledged(SettingsTable settings) implements Acknowledged {
    private static final String KEY = "flags.acknowledged.";

    @Override
    public boolean seen(String answerId) {
        return settings.get(KEY + answerId).isPresent();
    }

    @Override
    public void see(String answerId) {
        settings.put(KEY + answerId, Instant.now().toString());
    }
}
