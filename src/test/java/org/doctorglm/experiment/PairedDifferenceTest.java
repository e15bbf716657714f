package org.doctorglm.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
    private static ExperimentAnswer answer(String subject, int question, String text) {
        return new ExperimentAnswer("e", PlannedQuestion.of("Q" + question, "问题" + question), subject, "int4", Setting.PAPER, false, 0, text, null);
    }

    @Test
    void only_the_same_question_is_compared() {
        List<ExperimentAnswer> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(answer("a", i, "字".repeat(10 + i)));
            answers.add(answer("b", i, "字".repeat(13 + i)));
        }
        answers.add(answer("b", 99, "字".repeat(1000)));
        PairedDifference length = PairedDifference.of(answers, Axis.SUBJECT, "a", "b", Figure.LENGTH);
        assertThat(length).isNotNull();
        assertThat(length.pairs()).isEqualTo(10);
        assertThat(length.second() - length.first()).isCloseTo(3, within(1e-9));
        assertThat(length.difference().low()).isEqualTo(3);
        assertThat(length.equivalent(4)).isTrue();
        assertThat(length.equivalent(3)).as("the margin itself is too much").isFalse();
    }

    @Test
    void what_cannot_be_measured_has_no_difference() {
        assertThat(PairedDifference.of(List.of(answer("a", 1, "甲"), answer("b", 1, "乙")), Axis.SUBJECT, "a", "b", Figure.ROUGE_L)).isNull();
        assertThat(PairedDifference.of(List.of(answer("a", 1, "甲")), Axis.SUBJECT, "a", "b", Figure.LENGTH)).isNull();
    }
}
