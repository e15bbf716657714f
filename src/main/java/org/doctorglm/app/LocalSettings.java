package org.doctorglm.app;

import java.util.Optional;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.storage.SettingsTable;
import org.doctorglm.ui.settings.UiSettings;

/// The window's memory in the database. A disk that refuses must not stop the window, so a failure is logged and that is all.
final class LocalSettings implements UiSettings {
    private static final System.Logger LOG = System.getLogger(LocalSettings.class.getName());

    private final SettingsTable table;

    LocalSettings(SettingsTable table) {
        this.table = table;
    }

    @Override
    public Optional<String> get(String key) {
        try {
            return table.get(key);
        } catch (StorageException e) {
            LOG.log(System.Logger.Level.WARNING, "setting " + key, e);
            return Optional.empty();
        }
    }

    @Override
    public void put(String key, String value) {
        try {
            table.put(key, value);
        } catch (StorageException e) {
            LOG.log(System.Logger.Level.WARNING, "setting " + key, e);
        }
    }
}
