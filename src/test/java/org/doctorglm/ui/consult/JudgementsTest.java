package org.doctorglm.ui.consult;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import org.doctorglm.consultation.Consultation;
import org.doctorglm.consultation.Consultation.Judgement;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.Provenance;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.dialogue.Timings;
import org.doctorglm.fake.ImmediateRunner;
import org.doctorglm.safety.AnswerMarks;
import org.junit.jupiter.api.Test;

class JudgementsTest {
    private final Answer answer = new Answer("a", "q", 1, "多喝水。", FinishReason.END, new Provenance("m", "0", null, "int4", "cpu", 2, SamplingPreset.BALANCED.settings(), "", 1,
            DesignerState.OFF, List.of(), List.of(), "k", "v"), Timings.NONE, Instant.EPOCH, "0");
    private final Judgement judgement = new Judgement(new AnswerMarks(List.of(), List.of(), List.of()), List.of(), false);
    private int asked;

    private Judgements failing(int times) {
        Consultation consultation = (Consultation) Proxy.newProxyInstance(Consultation.class.getClassLoader(), new Class<?>[] {Consultation.class}, (proxy, method, arguments) -> {
            if (asked++ < times) {
                throw new IllegalStateException("busy");
            }
            return judgement;
        });
        return new Judgements(consultation, new ImmediateRunner());
    }

    @Test
    void what_fails_for_a_moment_is_worked_out_again() {
        assertThat(failing(2).of(answer).get()).isEqualTo(judgement);
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void an_answer_that_was_shown_before_its_last_words_came_is_judged_again_with_them() {
        Judgements judgements = failing(0);
        Answer begun = new Answer(answer.id(), answer.questionId(), 1, "", null, answer.provenance(), Timings.NONE, Instant.EPOCH, null);
        var first = judgements.of(begun);
        assertThat(judgements.of(answer)).isSameAs(first);
        assertThat(asked).isEqualTo(2);
        judgements.of(answer);
        assertThat(asked).as("known").isEqualTo(2);
    }

    @Test
    void what_keeps_failing_is_given_up_and_tried_again_when_the_answer_is_shown_again() {
        Judgements judgements = failing(3);
        assertThat(judgements.of(answer).get()).isNull();
        assertThat(asked).isEqualTo(3);
        assertThat(judgements.of(answer).get()).isEqualTo(judgement);
    }
}
