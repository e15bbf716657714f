package org.doctorglm.storage;

import java.util.Optional;

/// Settings of the window as text by key.
public final class SettingsTable {
    private final Database database;

    public SettingsTable(Database database) {
        this.database = database;
    }

    public Optional<String> get(String key) {
        return database.write(h -> h.createQuery("SELECT value FROM setting WHERE key = :key").bind("key", key).mapTo(String.class).findOne());
    }

    public void put(String key, String value) {
        database.transaction(h -> h.createUpdate("INSERT INTO setting(key, value) VALUES (:key, :value) ON CONFLICT DO UPDATE SET value = :value")
                .bind("key", key).bind("value", value).execute());
    }

    public void remove(String key) {
        database.transaction(h -> h.createUpdate("DELETE FROM setting WHERE key = :key").bind("key", key).execute());
    }
}
