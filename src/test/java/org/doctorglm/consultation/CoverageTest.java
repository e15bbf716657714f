package org.doctorglm.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import org.doctorglm.consultation.Consultation.Ask;
import org.doctorglm.consultation.Consultation.Designer;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.fake.FakeWorld;
import org.doctorglm.fake.Samples;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private final FakeWorld world = new FakeWorld();

    @Test
    void questions_that_found_nothing_come_the_newest_first_and_entries_by_use() {
        world.stored(Samples.UNKNOWN_QUESTION);
        world.stored(Samples.TONSILLITIS_QUESTION);
        world.stored(Samples.TONSILLITIS_QUESTION);
        world.stored(Samples.URINE_QUESTION);
        world.stored(Samples.UNKNOWN_QUESTION + "谢谢");
        Coverage coverage = Coverage.of(world.dialogues);
        assertThat(coverage.questions()).isEqualTo(5);
        assertThat(coverage.missed()).extracting(Coverage.Missed::question).containsExactly(Samples.UNKNOWN_QUESTION + "谢谢", Samples.UNKNOWN_QUESTION);
        assertThat(coverage.used().getFirst()).isEqualTo(new Coverage.Used("acute-tonsillitis", "急性扁桃体炎", 2));
        assertThat(coverage.used()).hasSize(2);
    }

    @Test
    void a_question_asked_without_the_designer_says_nothing_about_the_library() {
        world.asked(new Ask(null, null, Samples.TONSILLITIS_QUESTION, new Designer.Off(), SamplingPreset.BALANCED.settings()));
        assertThat(Coverage.of(world.dialogues)).isEqualTo(new Coverage(0, java.util.List.of(), java.util.List.of()));
    }
}
