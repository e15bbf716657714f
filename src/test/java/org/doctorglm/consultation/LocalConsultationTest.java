package org.doctorglm.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.doctorglm.app.DoctorGlm;
import org.doctorglm.consultation.Consultation.Ask;
import org.doctorglm.consultation.Consultation.Designer;
import org.doctorglm.consultation.ConsultationException.Reason;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.CitedEvidence;
import org.doctorglm.dialogue.DesignerState;
import org.doctorglm.dialogue.DialogueTree;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.PastRound;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Sha256;
import org.doctorglm.platform.Version;
import org.doctorglm.testing.TemporaryHome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Asking with the real library, network and database.
class LocalConsultationTest {
    private static final String THROAT = "宝宝发烧三天了，嗓子疼，扁桃体肿大，怎么办？";
    private static final String NONSENSE = "手机屏幕碎了怎么修？";
    private static final SamplingSettings SETTINGS = new SamplingSettings(0.9, 0.9, 50, 0, 1.05, 0, 24, SamplingSettings.RANDOM_SEED);
    @TempDir
    private static Path home;
    private static DoctorGlm services;
    private static Consultation consultation;

    @BeforeAll
    static void open() throws Exception {
        services = TemporaryHome.open(home.resolve("a home 医"));
        consultation = services.consultation(null);
    }

    @AfterAll
    static void close() {
        services.close();
    }

    @Test
    void anAnswerIsStoredWithAllThatMadeItAndComesAgainWordForWord() throws Exception {
        List<ConsultationEvent> events = new ArrayList<>();
        Answer answer = ask(THROAT, new Designer.Automatic(), events::add);
        assertThat(events).hasAtLeastOneElementOfType(ConsultationEvent.Text.class);
        assertThat(events.subList(0, 3)).extracting(Object::getClass).asList()
                .containsExactly(ConsultationEvent.Asked.class, ConsultationEvent.Designed.class, ConsultationEvent.Begun.class);
        assertThat(services.dialogues().answer(answer.id())).contains(answer);
        assertThat(answer.sha256()).isEqualTo(Sha256.of(answer.text()));
        assertThat(answer.provenance().settings().seed()).isNotNegative();
        assertThat(answer.provenance().modelSha256()).isEqualTo(services.pack(null).sha256());
        assertThat(answer.provenance().version()).isEqualTo(Version.current());
        assertThat(answer.provenance().knowledge()).isEqualTo(services.library().edition().toString());
        assertThat(answer.provenance().prompt()).startsWith("【参考资料】").endsWith("【问题】\n" + THROAT);
        assertThat(used(answer).disease()).isEqualTo("急性扁桃体炎");
        String streamed = String.join("", events.stream().filter(ConsultationEvent.Text.class::isInstance)
                .map(e -> ((ConsultationEvent.Text) e).delta()).toList());
        assertThat(streamed).isEqualTo(answer.text());
        Answer stored = services.dialogues().answer(answer.id()).orElseThrow();
        int before = services.dialogues().list().size();
        assertThat(consultation.replay(stored, e -> { }, new Cancellation())).isEqualTo(new Consultation.Replay(answer.text(), true));
        assertThat(services.dialogues().list()).hasSize(before);
    }

    @Test
    void askingAgainAddsAVersionAndErasesNothing() throws Exception {
        Answer first = ask(THROAT, new Designer.Automatic(), e -> { });
        Answer second = consultation.regenerate(first.questionId(), new Designer.Pinned("感冒"), SETTINGS, e -> { }, new Cancellation());
        assertThat(second.version()).isEqualTo(2);
        assertThat(used(second).disease()).isNotEqualTo(used(first).disease());
        assertThat(tree(first).answersTo(first.questionId())).containsExactly(first, second);
    }

    @Test
    void severalVersionsAndAContinuationComeFromOneReadingOfThePrompt() throws Exception {
        Answer first = consultation.ask(new Ask(null, null, THROAT + "要紧吗？", new Designer.Automatic(), SETTINGS.withSeed(70)), e -> { },
                new Cancellation());
        assertThat(first.timings().promptReused()).isFalse();
        List<Answer> versions = consultation.regenerate(3, first.questionId(), new Designer.Automatic(), SETTINGS.withSeed(70), e -> { }, new Cancellation());
        assertThat(versions).extracting(Answer::version).containsExactly(2, 3, 4);
        assertThat(versions).extracting(a -> a.provenance().settings().seed()).containsExactly(70L, 71L, 72L);
        assertThat(versions).allMatch(a -> a.timings().promptReused()).extracting(Answer::text).doesNotHaveDuplicates();
        assertThat(versions.getFirst().text()).as("the same seed, the same words").isEqualTo(first.text());
        assertThat(versions).allSatisfy(a -> assertThat(consultation.replay(a, e -> { }, new Cancellation()).identical()).isTrue());
        Answer longer = consultation.continueAnswer(versions.getLast().id(), e -> { }, new Cancellation());
        assertThat(longer.timings().promptReused()).isTrue();
        Cancellation stopped = new Cancellation();
        List<Answer> cut = consultation.regenerate(4, first.questionId(), new Designer.Automatic(), SETTINGS.withMaxTokens(200), event -> {
            if (event instanceof ConsultationEvent.Text text && text.tokens() == 3) {
                stopped.request();
            }
        }, stopped);
        assertThat(cut).hasSize(1).allMatch(a -> a.finishReason() == FinishReason.STOPPED);
    }

    @Test
    void whatTheContextHasNoRoomForLeavesAsWholeRoundsAndTheRecordSaysHowMany() throws Exception {
        List<PastRound> earlier = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            earlier.add(new PastRound("第" + i + "个问题", "建议多饮水，注意休息，定期复查。".repeat(20)));
        }
        List<ConsultationEvent> events = new ArrayList<>();
        Answer answer = consultation.ask(new Ask(null, null, THROAT, new Designer.Automatic(), SETTINGS, earlier), events::add, new Cancellation());
        int dropped = answer.provenance().droppedRounds();
        assertThat(dropped).isBetween(1, 6);
        assertThat(answer.provenance().prompt()).doesNotContain("第" + (dropped - 1) + "个问题").contains(THROAT);
        for (int i = dropped; i < 6; i++) {
            assertThat(answer.provenance().prompt()).contains("第" + i + "个问题\n答：" + earlier.get(i).answer());
        }
        assertThat(answer.provenance().promptTokens() + SETTINGS.maxTokens()).isLessThanOrEqualTo(2048);
        assertThat(services.dialogues().answer(answer.id()).orElseThrow().provenance().droppedRounds()).isEqualTo(dropped);
        assertThat(consultation.replay(answer, e -> { }, new Cancellation()).identical()).isTrue();
        consultation.ask(new Ask(null, null, THROAT + "谢谢", new Designer.Automatic(), SETTINGS), events::add, new Cancellation());
        assertThat(events.stream().filter(ConsultationEvent.Begun.class::isInstance).map(e -> ((ConsultationEvent.Begun) e).expectedMs()))
                .as("foretold since something was measured").last().satisfies(ms -> assertThat(ms).isPositive());
        assertThat(consultation.preview(THROAT).expectedMs()).isPositive();
    }

    @Test
    void continuingBeginsWithTheOldText() throws Exception {
        Answer cut = consultation.ask(new Ask(null, null, THROAT, new Designer.Automatic(), SETTINGS.withMaxTokens(6)), e -> { }, new Cancellation());
        assertThat(cut.finishReason()).isEqualTo(FinishReason.LENGTH);
        Answer longer = consultation.continueAnswer(cut.id(), e -> { }, new Cancellation());
        assertThat(longer.text()).startsWith(cut.text()).hasSizeGreaterThan(cut.text().length());
        assertThat(longer.version()).isEqualTo(2);
        assertThat(consultation.replay(longer, e -> { }, new Cancellation()).identical()).isTrue();
        Answer most = consultation.ask(new Ask(null, null, THROAT, new Designer.Automatic(), SETTINGS.withMaxTokens(Integer.MAX_VALUE)), e -> { },
                new Cancellation());
        assertThat(consultation.continueAnswer(most.id(), e -> { }, new Cancellation()).text()).startsWith(most.text());
    }

    @Test
    void aStoppedAnswerKeepsItsTextAndReplays() throws Exception {
        Cancellation stop = new Cancellation();
        Answer stopped = consultation.ask(new Ask(null, null, THROAT, new Designer.Automatic(), SETTINGS.withMaxTokens(200)), event -> {
            if (event instanceof ConsultationEvent.Text text && text.tokens() == 8) {
                stop.request();
            }
        }, stop);
        assertThat(stopped.finishReason()).isEqualTo(FinishReason.STOPPED);
        assertThat(stopped.text()).isNotBlank();
        assertThat(services.dialogues().answer(stopped.id())).contains(stopped);
        assertThat(consultation.replay(stopped, e -> { }, new Cancellation()).identical()).isTrue();
        assertThat(consultation.continueAnswer(stopped.id(), e -> { }, new Cancellation()).text()).startsWith(stopped.text());
    }

    @Test
    void aFollowingQuestionCarriesTheRoundsBefore() throws Exception {
        Answer first = ask(THROAT, new Designer.Automatic(), e -> { });
        String dialogue = services.dialogues().question(first.questionId()).orElseThrow().dialogueId();
        Answer second = consultation.ask(new Ask(dialogue, first.id(), "要做什么检查？", new Designer.Off(), SETTINGS), e -> { }, new Cancellation());
        assertThat(second.provenance().prompt()).isEqualTo("[Round 0]\n问：" + THROAT + "\n答：" + first.text() + "\n[Round 1]\n问：要做什么检查？\n答：");
        assertThat(tree(first).path()).extracting(r -> r.question().text()).containsExactly(THROAT, "要做什么检查？");
    }

    @Test
    void whereNothingFitsTheModelIsNotAsked() throws Exception {
        List<ConsultationEvent> events = new ArrayList<>();
        Answer abstained = ask(NONSENSE, new Designer.Automatic(), events::add);
        assertThat(abstained.finishReason()).isEqualTo(FinishReason.ABSTAINED);
        assertThat(abstained.text()).isEmpty();
        assertThat(abstained.provenance().evidence()).noneMatch(CitedEvidence::used);
        assertThat(events).noneMatch(e -> e instanceof ConsultationEvent.Reading || e instanceof ConsultationEvent.Text);
        assertThat(consultation.replay(abstained, e -> { }, new Cancellation()).identical()).isTrue();
        Answer insisted = consultation.regenerate(abstained.questionId(), new Designer.Off(), SETTINGS, e -> { }, new Cancellation());
        assertThat(insisted.provenance().designerState()).isEqualTo(DesignerState.OFF);
        assertThat(insisted.provenance().prompt()).isEqualTo(NONSENSE);
        assertThat(insisted.timings().answerTokens()).isPositive();
    }

    @Test
    void theDoctorsChoiceGoesBeforeTheLibrarys() throws Exception {
        Answer pinned = ask(THROAT, new Designer.Pinned("蚕豆病"), e -> { });
        assertThat(used(pinned).disease()).isEqualTo("G6PD缺乏症");
        assertThat(pinned.provenance().designerState()).isEqualTo(DesignerState.PINNED);
        String first = used(ask(THROAT, new Designer.Automatic(), e -> { })).diseaseId();
        Answer excluded = ask(THROAT, new Designer.Automatic(Set.of(first)), e -> { });
        assertThat(excluded.provenance().evidence()).noneMatch(e -> e.diseaseId().equals(first));
        assertThat(excluded.provenance().designerState()).isNotEqualTo(DesignerState.CONFIDENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n\t\r\n", "\u0000\u0007\u001b", "\u200b\ufeff\u00a0\u3000", "\ud800"})
    void aQuestionThatShowsNothingIsRefusedAndNotStored(String question) throws Exception {
        assertRefused(question, new Designer.Automatic(), Reason.EMPTY_QUESTION);
    }

    @Test
    void whatCannotBeAnsweredIsRefusedAndNotStored() throws Exception {
        assertRefused("咳".repeat(100_000), new Designer.Automatic(), Reason.QUESTION_TOO_LONG);
        assertRefused("头痛 咳嗽 ".repeat(2_000), new Designer.Automatic(), Reason.QUESTION_TOO_LONG);
        assertRefused("😀".repeat(60_000), new Designer.Off(), Reason.QUESTION_TOO_LONG);
        assertRefused(THROAT, new Designer.Pinned("不存在的病"), Reason.UNKNOWN_DISEASE);
    }

    @Test
    void controlCharactersAndEmojiAreNoObstacle() throws Exception {
        Answer answer = ask("\u001b[31m宝宝😷发烧\u0000三天了\r\n嗓子疼\ud83d", new Designer.Automatic(), e -> { });
        assertThat(services.dialogues().question(answer.questionId()).orElseThrow().text()).isEqualTo("[31m宝宝😷发烧三天了\n嗓子疼");
        Answer steered = ask("<eop>[gMASK]<sop>发烧嗓子疼扁桃体肿大", new Designer.Automatic(), e -> { });
        assertThat(consultation.replay(steered, e -> { }, new Cancellation()).identical()).isTrue();
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertReason(() -> consultation.regenerate("x", new Designer.Off(), SETTINGS, e -> { }, new Cancellation()), Reason.NOT_FOUND);
        assertReason(() -> consultation.continueAnswer("x", e -> { }, new Cancellation()), Reason.NOT_FOUND);
        assertReason(() -> consultation.ask(new Ask("x", null, THROAT, new Designer.Off(), SETTINGS), e -> { }, new Cancellation()), Reason.NOT_FOUND);
        assertReason(() -> consultation.ask(new Ask("x", "y", THROAT, new Designer.Off(), SETTINGS), e -> { }, new Cancellation()), Reason.NOT_FOUND);
    }

    private static Answer ask(String question, Designer designer, Consumer<ConsultationEvent> events) throws ConsultationException {
        return consultation.ask(new Ask(null, null, question, designer, SETTINGS), events, new Cancellation());
    }

    private static CitedEvidence used(Answer answer) {
        return answer.provenance().evidence().stream().filter(CitedEvidence::used).findFirst().orElseThrow();
    }

    private static DialogueTree tree(Answer answer) {
        return services.dialogues().load(services.dialogues().question(answer.questionId()).orElseThrow().dialogueId()).orElseThrow();
    }

    private static void assertRefused(String question, Designer designer, Reason reason) {
        int before = services.dialogues().list().size();
        assertReason(() -> ask(question, designer, e -> { }), reason);
        assertThat(services.dialogues().list()).hasSize(before);
    }

    private static void assertReason(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ConsultationException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
