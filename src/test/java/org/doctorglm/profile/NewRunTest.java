package org.doctorglm.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.doctorglm.dataset.filter.Filter;
import org.doctorglm.profile.DepartmentProfile.Learned;
import org.doctorglm.profile.DepartmentProfile.Part;
import org.doctorglm.profile.DepartmentProfile.Trained;
import org.doctorglm.training.Probe;
import org.junit.jupiter.api.Test;

class NewRunTest {
    @Test
    void a_new_run_takes_over_what_the_pack_of_the_profile_learned_from_and_how() {
        Probe own = new Probe("孩子发烧到多少度要去医院？", "38.5");
        NewRun run = NewRun.of(new DepartmentProfile("儿科", 1, List.of("儿科"), new Learned(new Part("儿科门诊问答", "1"), Filter.NONE), null, new Part("儿科-int4", "3"),
                new Trained("夜间", new Part("chatglm-6b", "2"), 1200, "1", Map.of("recipe", "paper-lora", "epochs", "3.0")), List.of(own), null, ""));
        assertThat(run.data()).contains("儿科门诊问答");
        assertThat(run.filter()).contains(Filter.NONE);
        assertThat(run.model()).as("the base, not the pack that came out").contains("chatglm-6b");
        assertThat(run.recipe()).containsEntry("epochs", "3.0");
        assertThat(run.probes()).containsExactly(own);
    }

    @Test
    void what_a_profile_does_not_say_is_left_to_whoever_begins() {
        NewRun run = NewRun.of(DepartmentProfile.named("空"));
        assertThat(run.data()).isEmpty();
        assertThat(run.model()).isEmpty();
        assertThat(run.recipe()).isEmpty();
        assertThat(run.probes()).isEmpty();
    }
}
