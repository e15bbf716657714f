package org.doctorglm.ui.consult;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.ui.settings.UiSettings;
import org.jspecify.annotations.Nullable;

/// The settings of the next answer. The preset is a view of the values: it is shown while they equal it.
public final class SamplingViewModel {
    private static final String PRESET_KEY = "sampling.preset";

    private final UiSettings store;
    private final ObjectProperty<SamplingSettings> settings;
    private final ReadOnlyObjectWrapper<@Nullable SamplingPreset> preset = new ReadOnlyObjectWrapper<>();

    public SamplingViewModel(UiSettings store) {
        this.store = store;
        this.settings = new SimpleObjectProperty<>(defaultPreset().settings());
        settings.addListener((property, old, now) -> preset.set(presetOf(now)));
        preset.set(presetOf(settings.get()));
    }

    public ObjectProperty<SamplingSettings> settings() {
        return settings;
    }

    /// Null when the values equal no preset.
    public ReadOnlyObjectProperty<@Nullable SamplingPreset> preset() {
        return preset.getReadOnlyProperty();
    }

    public void choose(SamplingPreset wanted) {
        settings.set(wanted.settings());
    }

    public void set(Dial dial, double value) {
        settings.set(dial.write(settings.get(), value));
    }

    /// Puts one value back to that of the default preset.
    public void reset(Dial dial) {
        set(dial, dial.read(defaultPreset().settings()));
    }

    public boolean seedFixed() {
        return settings.get().seed() != SamplingSettings.RANDOM_SEED;
    }

    public void setSeed(long seed) {
        settings.set(settings.get().withSeed(Math.max(SamplingSettings.RANDOM_SEED, seed)));
    }

    public List<Dial> unwise() {
        List<Dial> found = new ArrayList<>();
        for (Dial dial : Dial.values()) {
            if (dial.unwise(dial.read(settings.get()))) {
                found.add(dial);
            }
        }
        return found;
    }

    /// The preset that a new window starts with.
    public SamplingPreset defaultPreset() {
        String name = store.get(PRESET_KEY).orElse("").toUpperCase(Locale.ROOT);
        for (SamplingPreset one : SamplingPreset.values()) {
            if (one.name().equals(name)) {
                return one;
            }
        }
        return SamplingPreset.BALANCED;
    }

    public void setDefaultPreset(SamplingPreset wanted) {
        store.put(PRESET_KEY, wanted.name());
        choose(wanted);
    }

    private static @Nullable SamplingPreset presetOf(SamplingSettings values) {
        for (SamplingPreset one : SamplingPreset.values()) {
            if (one.settings().equals(values)) {
                return one;
            }
        }
        return null;
    }
}
