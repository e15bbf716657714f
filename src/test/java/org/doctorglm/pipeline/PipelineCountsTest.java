package org.doctorglm.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.doctorglm.review.ReviewCounts;
import org.junit.jupiter.api.Test;

class PipelineCountsTest {
    private static PipelineCounts counts(long dialogues, int runs, int passed, int packs, int sheets, long answers, int marks) {
        return new PipelineCounts(1, dialogues, 0, runs, 0, 0, passed, passed, packs, sheets, 0, answers, new ReviewCounts(marks, marks, marks));
    }

    @Test
    void the_loop_ends_where_it_begins() {
        assertThat(PipelineStage.REVIEW.next()).isEqualTo(PipelineStage.DATA);
        assertThat(PipelineStage.GATE.next()).isEqualTo(PipelineStage.PACKS);
    }

    @Test
    void a_model_and_sheets_come_before_everything_else_then_a_question_then_marks() {
        assertThat(counts(0, 0, 0, 0, 0, 0, 0).next()).contains(PipelineStage.PACKS);
        assertThat(counts(0, 0, 0, 1, 0, 0, 0).next()).contains(PipelineStage.DESIGNER);
        assertThat(counts(0, 0, 0, 1, 372, 0, 0).next()).contains(PipelineStage.CHAT);
        assertThat(counts(0, 0, 0, 1, 372, 5, 0).next()).contains(PipelineStage.REVIEW);
        assertThat(counts(0, 0, 0, 1, 372, 5, 2).next()).contains(PipelineStage.DATA);
        assertThat(counts(9, 0, 0, 1, 372, 5, 2).next()).contains(PipelineStage.TRAINING);
        assertThat(counts(9, 1, 1, 1, 372, 5, 2).next()).isEqualTo(Optional.empty());
    }

    @Test
    void dialogues_in_another_language_wait_for_translation() {
        PipelineCounts counts = new PipelineCounts(2, 10, 4, 0, 0, 0, 0, 0, 1, 1, 0, 0, new ReviewCounts(0, 0, 0));
        assertThat(counts.at(PipelineStage.DATA)).isEqualTo(10);
        assertThat(counts.at(PipelineStage.TRANSLATION)).isEqualTo(6);
    }
}
