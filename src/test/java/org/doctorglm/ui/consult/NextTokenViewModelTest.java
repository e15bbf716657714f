package org.doctorglm.ui.consult;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.fake.FakeWorld;
import org.doctorglm.fake.ImmediateRunner;
import org.doctorglm.fake.Samples;
import org.doctorglm.generation.NextToken.Likely;
import org.doctorglm.ui.consult.NextTokenViewModel.State;
import org.doctorglm.ui.text.Formats.Age;
import org.junit.jupiter.api.Test;

class NextTokenViewModelTest {
    private final FakeWorld world = new FakeWorld();
    private final ConsultViewModel consult = new ConsultViewModel(world.consultation, world.dialogues, new ImmediateRunner(),
            new SamplingViewModel(world.settings), time -> Age.TODAY);
    private final NextTokenViewModel model = consult.nextToken();

    @Test
    void theChosenAnswersBeginningsAreShownAndFollowTheSliders() {
        assertThat(model.state().get()).isEqualTo(State.NOTHING);
        open();
        assertThat(model.state().get()).isEqualTo(State.SHOWN);
        List<Likely> balanced = model.tokens().get();
        assertThat(balanced).hasSize(10).isSortedAccordingTo((a, b) -> Double.compare(b.before(), a.before()));
        consult.sampling().set(Dial.TOP_K, 3);
        assertThat(model.tokens().get().subList(3, 10)).allMatch(one -> one.after() == 0);
        assertThat(model.tokens().get()).extracting(Likely::before).isEqualTo(balanced.stream().map(Likely::before).toList());
        consult.sampling().set(Dial.TEMPERATURE, 0);
        assertThat(model.tokens().get().getFirst().after()).isEqualTo(1);
    }

    @Test
    void aPromptThatIsNotInMemoryIsReadOnlyWhenTheDoctorAsks() {
        world.consultation.keepPrompts(false);
        open();
        assertThat(model.state().get()).isEqualTo(State.UNREAD);
        consult.sampling().set(Dial.TOP_K, 3);
        assertThat(model.tokens().get()).isEmpty();
        model.read();
        assertThat(model.state().get()).isEqualTo(State.SHOWN);
    }

    @Test
    void aPromptThatCannotBeReadLeavesTheOfferAndNoError() {
        world.consultation.keepPrompts(false);
        open();
        world.consultation.failWith(ConsultationException.Reason.ENGINE);
        model.read();
        assertThat(model.state().get()).isEqualTo(State.UNREAD);
        assertThat(consult.problem().get()).isNull();
    }

    @Test
    void nothingIsShownForAnAnswerWithoutText() {
        world.stored(Samples.UNKNOWN_QUESTION);
        consult.open(world.dialogues.list().getFirst().id());
        assertThat(model.state().get()).isEqualTo(State.NOTHING);
    }

    private void open() {
        Answer stored = world.stored(Samples.TONSILLITIS_QUESTION);
        consult.open(world.dialogues.list().getFirst().id());
        assertThat(consult.focus().get()).isEqualTo(stored);
    }
}
