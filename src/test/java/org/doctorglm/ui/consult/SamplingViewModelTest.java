package org.doctorglm.ui.consult;

import static org.assertj.core.api.Assertions.assertThat;

import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.fake.MemorySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SamplingViewModelTest {
    private final MemorySettings store = new MemorySettings();
    private final SamplingViewModel model = new SamplingViewModel(store);

    @Test
    void a_new_window_is_balanced_and_a_chosen_default_is_remembered() {
        assertThat(model.preset().get()).isEqualTo(SamplingPreset.BALANCED);
        model.setDefaultPreset(SamplingPreset.CONSERVATIVE);
        assertThat(new SamplingViewModel(store).preset().get()).isEqualTo(SamplingPreset.CONSERVATIVE);
    }

    @ParameterizedTest
    @EnumSource(Dial.class)
    void each_dial_writes_its_own_value_and_no_other(Dial dial) {
        SamplingSettings before = model.settings().get();
        double other = dial.range().from() + 3 * dial.range().step();
        model.set(dial, other);
        assertThat(dial.read(model.settings().get())).isEqualTo(other);
        for (Dial one : Dial.values()) {
            if (one != dial) {
                assertThat(one.read(model.settings().get())).isEqualTo(one.read(before));
            }
        }
        assertThat(model.preset().get()).isNull();
        model.reset(dial);
        assertThat(model.preset().get()).isEqualTo(SamplingPreset.BALANCED);
    }

    @Test
    void hot_and_strongly_penalised_settings_are_called_unwise() {
        assertThat(model.unwise()).isEmpty();
        model.set(Dial.TEMPERATURE, 1.05);
        model.set(Dial.REPETITION, 1.31);
        assertThat(model.unwise()).containsExactly(Dial.TEMPERATURE, Dial.REPETITION);
    }

    @Test
    void the_seed_is_random_until_it_is_fixed() {
        assertThat(model.seedFixed()).isFalse();
        model.setSeed(7);
        assertThat(model.seedFixed()).isTrue();
        model.setSeed(SamplingSettings.RANDOM_SEED);
        assertThat(model.seedFixed()).isFalse();
    }
}
