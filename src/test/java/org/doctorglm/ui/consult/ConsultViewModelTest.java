package org.doctorglm.ui.consult;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.doctorglm.consultation.ConsultationException.Reason;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.DialogueTree.Round;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.fake.FakeWorld;
import org.doctorglm.fake.ImmediateRunner;
import org.doctorglm.fake.Samples;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.ui.consult.ComposerViewModel.EnterKey;
import org.doctorglm.ui.text.Formats;
import org.doctorglm.ui.text.Language;
import org.doctorglm.ui.text.Messages;
import org.junit.jupiter.api.Test;

class ConsultViewModelTest {
    private final FakeWorld world = new FakeWorld();
    private final ConsultViewModel model = new ConsultViewModel(world.consultation, world.dialogues, new ImmediateRunner(),
            new SamplingViewModel(world.settings), new Formats(new Messages(Language.CHINESE), world.clock)::age);

    @Test
    void asking_stores_the_question_empties_the_field_and_shows_answer_and_evidence() {
        ask(Samples.TONSILLITIS_QUESTION);
        assertThat(model.rounds()).hasSize(1);
        assertThat(answer().text()).isEqualTo(Samples.answer("acute-tonsillitis"));
        assertThat(model.composer().draft().get()).isEmpty();
        assertThat(model.evidence().get().state()).isEqualTo(DesignerState.CONFIDENT);
        assertThat(model.evidence().get().first().disease()).isEqualTo("急性扁桃体炎");
        assertThat(model.run().phase().get()).isEqualTo(AnswerRun.Phase.IDLE);
        assertThat(model.history().rows()).hasSize(2);
    }

    @Test
    void a_second_question_follows_the_answer_on_screen() {
        ask(Samples.TONSILLITIS_QUESTION);
        Answer first = answer();
        ask("孩子发烧还不退怎么办");
        assertThat(model.rounds()).hasSize(2);
        assertThat(model.rounds().getLast().question().parentAnswerId()).isEqualTo(first.id());
    }

    @Test
    void regenerating_adds_a_version_and_the_old_one_can_be_put_back() {
        ask(Samples.TONSILLITIS_QUESTION);
        Answer first = answer();
        model.regenerate(first.questionId());
        assertThat(round().versions()).hasSize(2);
        assertThat(answer().version()).isEqualTo(2);
        model.choose(first.questionId(), first.id());
        assertThat(answer()).isEqualTo(first);
        assertThat(model.focus().get()).isEqualTo(first);
    }

    @Test
    void several_versions_with_a_fixed_seed_take_the_seeds_that_follow() {
        model.sampling().setSeed(42);
        ask(Samples.TONSILLITIS_QUESTION);
        model.regenerate(answer().questionId(), 3);
        assertThat(round().versions()).extracting(version -> version.provenance().settings().seed()).containsExactly(42L, 43L, 44L, 45L);
        assertThat(answer()).isEqualTo(round().versions().getLast());
        assertThat(model.run().text().get()).isEqualTo(answer().text());
    }

    @Test
    void editing_makes_a_branch_and_erases_nothing() {
        ask(Samples.TONSILLITIS_QUESTION);
        String original = round().question().id();
        model.composer().draft().set("还没写完的问题");
        model.edit(round().question());
        model.composer().draft().set(Samples.URINE_QUESTION);
        model.send();
        assertThat(round().siblings()).hasSize(2);
        assertThat(round().question().text()).isEqualTo(Samples.URINE_QUESTION);
        assertThat(model.composer().draft().get()).as("what was typed before the edit").isEqualTo("还没写完的问题");
        model.choose("", original);
        assertThat(round().question().text()).isEqualTo(Samples.TONSILLITIS_QUESTION);
    }

    @Test
    void the_evidence_can_be_swapped_excluded_and_switched_off() {
        ask(Samples.TONSILLITIS_QUESTION);
        String question = answer().questionId();
        model.swap(question, "kawasaki");
        assertThat(model.evidence().get().state()).isEqualTo(DesignerState.PINNED);
        assertThat(model.evidence().get().first().diseaseId()).isEqualTo("kawasaki");
        model.exclude(question, Samples.tonsillitis(0.86, true));
        assertThat(model.evidence().get().first().diseaseId()).isEqualTo("kawasaki");
        model.exclude(question, Samples.kawasaki(0.07, true));
        assertThat(model.evidence().get().first().diseaseId()).as("earlier exclusions stay").isEqualTo("influenza");
        model.withoutReference(question);
        assertThat(model.evidence().get().state()).isEqualTo(DesignerState.OFF);
        assertThat(round().versions()).hasSize(5);
    }

    @Test
    void nothing_that_fits_ends_in_an_abstention() {
        ask(Samples.UNKNOWN_QUESTION);
        assertThat(answer().finishReason()).isEqualTo(FinishReason.ABSTAINED);
        assertThat(model.evidence().get().state()).isEqualTo(DesignerState.ABSTAIN);
    }

    @Test
    void an_empty_question_is_a_problem_in_words_and_starts_nothing() {
        ask("  \n ");
        assertThat(model.problem().get()).isEqualTo(new Problem(Reason.EMPTY_QUESTION, ""));
        assertThat(model.rounds()).isEmpty();
    }

    @Test
    void a_failure_keeps_what_was_typed() {
        world.consultation.failWith(Reason.QUESTION_TOO_LONG);
        ask(Samples.TONSILLITIS_QUESTION);
        assertThat(model.problem().get()).isEqualTo(new Problem(Reason.QUESTION_TOO_LONG, "2310/2048"));
        assertThat(model.composer().draft().get()).isEqualTo(Samples.TONSILLITIS_QUESTION);
        assertThat(model.run().busy()).isFalse();
    }

    @Test
    void an_answer_that_ran_out_of_tokens_can_be_continued() {
        model.sampling().settings().set(model.sampling().settings().get().withMaxTokens(5));
        ask(Samples.TONSILLITIS_QUESTION);
        assertThat(answer().finishReason()).isEqualTo(FinishReason.LENGTH);
        String start = answer().text();
        model.continueAnswer(answer());
        assertThat(answer().text()).startsWith(start).hasSizeGreaterThan(start.length());
    }

    @Test
    void replay_says_whether_the_answer_is_the_same() {
        ask(Samples.TONSILLITIS_QUESTION);
        boolean[] identical = new boolean[1];
        model.replay(answer(), new Cancellation(), replay -> identical[0] = replay.identical(), problem -> { });
        assertThat(identical[0]).isTrue();
    }

    @Test
    void while_typing_the_preview_is_shown_as_evidence_and_a_pin_reaches_the_question() {
        model.composer().draft().set(Samples.TONSILLITIS_QUESTION);
        assertThat(model.composer().preview().get().keywords()).contains("扁桃体炎", "-皮疹");
        assertThat(model.evidence().get().questionId()).isNull();
        model.composer().pin().set(new ComposerViewModel.Pin("influenza", "流行性感冒"));
        model.send();
        assertThat(model.evidence().get().first().diseaseId()).isEqualTo("influenza");
    }

    @Test
    void searching_shows_hits_with_their_place_and_an_empty_field_shows_all_in_groups() {
        world.fillHistory();
        model.history().refresh();
        assertThat(model.history().rows()).filteredOn(HistoryViewModel.Row.Head.class::isInstance).hasSize(3);
        model.history().search().set("尿频");
        assertThat(model.history().rows()).hasSize(1);
        model.history().search().set("");
        assertThat(model.history().rows()).hasSize(8);
    }

    @Test
    void deleting_the_consultation_on_screen_leaves_an_empty_one() {
        ask(Samples.TONSILLITIS_QUESTION);
        model.delete(model.dialogueId());
        assertThat(model.rounds()).isEmpty();
        assertThat(model.history().rows()).isEmpty();
        assertThat(model.evidence().get()).isNull();
    }

    @Test
    void enter_sends_only_while_no_input_method_is_composing() {
        ComposerViewModel composer = model.composer();
        assertThat(List.of(composer.enter(false, false), composer.enter(true, false), composer.enter(false, true)))
                .containsExactly(EnterKey.SEND, EnterKey.BREAK_LINE, EnterKey.SEND);
        composer.composing().set(true);
        assertThat(List.of(composer.enter(false, false), composer.enter(true, false), composer.enter(false, true)))
                .containsOnly(EnterKey.LEAVE_TO_INPUT_METHOD);
    }

    private void ask(String question) {
        model.composer().draft().set(question);
        model.send();
    }

    private Round round() {
        return model.rounds().getLast();
    }

    private Answer answer() {
        return round().answer();
    }
}
