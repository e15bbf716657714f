package org.doctorglm.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ShortcutTest {
    @Test
    void no_two_actions_have_the_same_keys() {
        assertThat(Arrays.stream(Shortcut.values()).map(Shortcut::combination)).doesNotHaveDuplicates();
    }

    @Test
    void keys_are_printed_as_they_stand_on_a_keyboard() {
        assertThat(Shortcut.SEARCH.keys()).hasSize(2).endsWith("K");
        assertThat(Shortcut.LARGER.keys()).endsWith("+");
        assertThat(Shortcut.STOP.printed()).isEqualTo("Esc");
    }
}
