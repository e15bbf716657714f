package org.doctorglm.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoalescerTest {
    private final List<Runnable> frames = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final Coalescer<String> coalescer = new Coalescer<>(frames::add, String::concat, seen::add);

    @Test
    void what_comes_between_two_frames_is_merged_and_handed_on_once() {
        for (int i = 0; i < 2000; i++) {
            coalescer.offer("字");
        }
        assertThat(frames).hasSize(1);
        assertThat(seen).isEmpty();
        frames.removeFirst().run();
        assertThat(seen).containsExactly("字".repeat(2000));
    }

    @Test
    void after_a_frame_the_next_value_asks_for_another_one() {
        coalescer.offer("甲");
        frames.removeFirst().run();
        coalescer.offer("乙");
        frames.removeFirst().run();
        assertThat(seen).containsExactly("甲", "乙");
    }
}
