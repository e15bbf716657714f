package org.doctorglm.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.engine.EngineException;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.Engines;
import org.doctorglm.testing.FakeEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@ParameterizedClass
@EnumSource(Engines.class)
class GeneratorTest {
    @Parameter
    Engines engines;

    private static final String PROMPT = """
            【参考资料】
            疾病：急性扁桃体炎（化脓性扁桃体炎）
            症状：咽痛、发热、扁桃体肿大
            治疗：抗生素治疗、补液
            就诊科室：耳鼻喉科
            【问题】
            宝宝发烧三天了，嗓子疼，怎么办？""";
    private static final SamplingSettings GREEDY = new SamplingSettings(0, 1, 0, 0, 1, 0, 200, 1);
    private static ModelPack pack;
    private static Generator generator;

    @BeforeParameterizedClassInvocation
    static void load(Engines engines) throws Exception {
        engines.required();
        pack = DemoModel.pack(Precision.INT4);
        generator = new Generator(p -> engines.load(p, 2));
    }

    @AfterParameterizedClassInvocation
    static void close() {
        if (generator != null) {
            generator.close();
        }
    }

    @Test
    void twentyMixedSettingsReplayBitForBit() throws Exception {
        Random random = new Random(5);
        List<SamplingSettings> settings = new ArrayList<>();
        List<Generation> first = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            settings.add(new SamplingSettings(random.nextInt(5) == 0 ? 0 : 0.2 + random.nextDouble() * 1.6, 0.3 + random.nextDouble() * 0.7,
                    random.nextInt(3) * 20, random.nextDouble() * 0.1, 1 + random.nextDouble() * 0.3, random.nextInt(4), 30, random.nextInt(1 << 30)));
            first.add(answer(settings.get(i), event -> { }, new Cancellation()));
        }
        for (int i = 19; i >= 0; i--) {
            Generation again = answer(settings.get(i), event -> { }, new Cancellation());
            assertThat(again.ids()).containsExactly(first.get(i).ids());
            assertThat(again.text()).isEqualTo(first.get(i).text());
            assertThat(again.reason()).isEqualTo(first.get(i).reason());
        }
        assertThat(first.stream().map(Generation::text).distinct().count()).as("settings matter").isGreaterThan(10);
    }

    @Test
    void theModelEndsAnAnswerItselfAndTheStreamIsTheText() throws Exception {
        StringBuilder streamed = new StringBuilder();
        List<Integer> tokens = new ArrayList<>();
        Generation done = answer(GREEDY, collect(streamed, tokens), new Cancellation());
        assertThat(done.reason()).isEqualTo(FinishReason.END);
        assertThat(streamed.toString()).isEqualTo(done.text()).isNotBlank();
        assertThat(tokens).isSorted().contains(done.ids().length);
        assertThat(done.ids()).doesNotContain(pack.manifest().config().eos());
        assertThat(done.timings().answerTokens()).isEqualTo(done.ids().length);
        assertThat(done.promptTokens()).isEqualTo(generator.load(pack).promptIds(PROMPT).length);
    }

    @Test
    void aLimitOfTokensCutsTheSameAnswer() throws Exception {
        Generation whole = answer(GREEDY, event -> { }, new Cancellation());
        Generation cut = answer(GREEDY.withMaxTokens(5), event -> { }, new Cancellation());
        assertThat(cut.reason()).isEqualTo(FinishReason.LENGTH);
        assertThat(cut.ids()).containsExactly(java.util.Arrays.copyOf(whole.ids(), 5));
    }

    @Test
    void stoppingKeepsTheTextSoFar() throws Exception {
        Generation whole = answer(GREEDY, event -> { }, new Cancellation());
        Cancellation cancellation = new Cancellation();
        Generation stopped = answer(GREEDY, event -> {
            if (event instanceof GenerationEvent.Text text && text.tokens() == 7) {
                cancellation.request();
            }
        }, cancellation);
        assertThat(stopped.reason()).isEqualTo(FinishReason.STOPPED);
        assertThat(stopped.ids()).containsExactly(java.util.Arrays.copyOf(whole.ids(), 7));
        assertThat(whole.text()).startsWith(stopped.text());
        Cancellation before = new Cancellation();
        before.request();
        assertThat(answer(GREEDY, event -> { }, before).text()).isEmpty();
    }

    @Test
    void anAnswerThatTurnsInACircleIsEndedBeforeTheReaderSeesIt() throws Exception {
        int[] looping = generator.load(pack).tokenizer().encode("建议休息，" + "注意多喝温水，".repeat(20));
        StringBuilder streamed = new StringBuilder();
        try (Generator circling = new Generator(p -> new FakeEngine(p.manifest().config(), fed -> looping[fed]))) {
            Generation looped = circling.generate(pack, PROMPT, GREEDY, collect(streamed, new ArrayList<>()), new Cancellation());
            assertThat(looped.reason()).isEqualTo(FinishReason.LOOP);
            assertThat(looped.text()).isEqualTo("建议休息，注意多喝温水").isEqualTo(streamed.toString());
            assertThat(looped.ids()).hasSizeLessThan(looping.length / 4);
        }
    }

    @Test
    void aLoopThatOnlyTheEndCompletesIsCutToo() throws Exception {
        int[] ids = generator.load(pack).tokenizer().encode("注意多喝温水，注意多喝温水，注意多喝温水");
        StringBuilder streamed = new StringBuilder();
        try (Generator circling = new Generator(p -> new FakeEngine(p.manifest().config(),
                fed -> fed < ids.length ? ids[fed] : p.manifest().config().eos()))) {
            Generation looped = circling.generate(pack, PROMPT, GREEDY, collect(streamed, new ArrayList<>()), new Cancellation());
            assertThat(looped.reason()).isEqualTo(FinishReason.LOOP);
            assertThat(looped.text()).isEqualTo("注意多喝温水").isEqualTo(streamed.toString());
        }
    }

    @Test
    void asManyAnswersAsWantedComeFromOneReadingOfThePrompt() throws Exception {
        String prompt = PROMPT + "请详细说明。";
        Generation first = generator.generate(pack, prompt, SamplingPreset.BALANCED.settings().withSeed(1), e -> { }, new Cancellation());
        assertThat(first.timings().promptReused()).isFalse();
        assertThat(first.timings().prefillTokensPerSecond()).isPositive();
        for (SamplingSettings other : List.of(SamplingPreset.DIVERSE.settings().withSeed(2), GREEDY, GREEDY.withMaxTokens(1500))) {
            Generation again = generator.generate(pack, prompt, other, e -> { }, new Cancellation());
            assertThat(again.timings().promptReused()).isTrue();
            assertThat(again.timings().prefillTokensPerSecond()).as("nothing was read, nothing was measured").isZero();
        }
    }

    @Test
    void whatReadingThePromptLeftShowsHowTheAnswerCouldBeginAndDisturbsNothing() throws Exception {
        Generation answer = answer(GREEDY, event -> { }, new Cancellation());
        NextToken kept = generator.nextToken(pack.sha256(), PROMPT);
        List<NextToken.Likely> likely = kept.likeliest(SamplingPreset.BALANCED.settings(), 10);
        assertThat(likely).hasSize(10).isSortedAccordingTo((a, b) -> Double.compare(b.before(), a.before()));
        assertThat(answer.text()).startsWith(likely.getFirst().text().strip());
        assertThat(likely.stream().mapToDouble(NextToken.Likely::before).sum()).isLessThanOrEqualTo(1);
        assertThat(generator.nextToken(pack.sha256(), "another")).isNull();
        assertThat(generator.nextToken("another", PROMPT)).isNull();
        NextToken other = generator.read(pack, PROMPT + "谢谢", new Cancellation());
        assertThat(generator.nextToken(pack.sha256(), PROMPT + "谢谢")).isSameAs(other);
        assertThat(generator.read(pack, PROMPT, new Cancellation()).likeliest(SamplingPreset.BALANCED.settings(), 10)).isEqualTo(likely);
        assertThat(answer(GREEDY, event -> { }, new Cancellation()).ids()).containsExactly(answer.ids());
    }

    @Test
    void anEngineThatFailsInTheMiddleIsAnEngineException() throws Exception {
        StringBuilder streamed = new StringBuilder();
        try (Generator failing = new Generator(p -> new FakeEngine(p.manifest().config(), fed -> {
            if (fed == 5) {
                throw new EngineException(EngineException.Reason.RUN, "memory");
            }
            return 400 + fed;
        }))) {
            assertThatThrownBy(() -> failing.generate(pack, PROMPT, GREEDY, collect(streamed, new ArrayList<>()), new Cancellation()))
                    .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.reason()).isEqualTo(EngineException.Reason.RUN));
        }
        assertThat(streamed.toString()).as("what was written before was given out").isNotBlank();
    }

    @Test
    void aPromptNearTheLimitEndsWithAFullContextAndOneBeyondItIsRefused() throws Exception {
        int capacity = pack.manifest().config().maxLength();
        int[] counted = {0};
        String prompt = "咽痛发热、".repeat(capacity);
        int[] ids = generator.load(pack).tokenizer().encodeUntrusted(prompt);
        String near = generator.load(pack).tokenizer().decode(java.util.Arrays.copyOf(ids, capacity - 12));
        int length = generator.load(pack).promptIds(near).length;
        assertThat(length).isBetween(capacity - 14, capacity - 8);
        Generation full = generator.generate(pack, near, new SamplingSettings(2, 1, 0, 0, 1, 1, 300, 3), e -> counted[0]++, new Cancellation());
        assertThat(full.reason()).isEqualTo(FinishReason.CONTEXT);
        assertThat(full.ids()).hasSize(capacity - length);
        assertThatThrownBy(() -> generator.generate(pack, prompt, GREEDY, e -> { }, new Cancellation()))
                .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.reason()).isEqualTo(EngineException.Reason.CONTEXT));
    }

    @Test
    void aFailureOfEngineOrListenerIsAnEngineExceptionAndTheNextAnswerWorks() throws Exception {
        assertThatThrownBy(() -> answer(GREEDY, event -> {
            throw new IllegalStateException("listener");
        }, new Cancellation())).isInstanceOf(EngineException.class).hasRootCauseMessage("listener");
        assertThatThrownBy(() -> answer(SamplingPreset.BALANCED.settings(), event -> { }, new Cancellation())).isInstanceOf(EngineException.class);
        assertThat(answer(GREEDY, event -> { }, new Cancellation()).reason()).isEqualTo(FinishReason.END);
        try (Generator broken = new Generator(p -> {
            throw new EngineException(EngineException.Reason.LOAD, "no");
        })) {
            assertThatThrownBy(() -> broken.load(pack)).isInstanceOf(EngineException.class).hasMessage("no");
            assertThat(broken.loaded()).isNull();
        }
    }

    @Test
    void closingWhileAnAnswerIsWrittenStopsIt() throws Exception {
        Generator closing = new Generator(p -> engines.load(p, 2));
        CountDownLatch writing = new CountDownLatch(1);
        CompletableFuture<Generation> running = CompletableFuture.supplyAsync(() -> {
            try {
                return closing.generate(pack, PROMPT, new SamplingSettings(2, 1, 0, 0, 1, 1, 1000, 3), e -> writing.countDown(), new Cancellation());
            } catch (EngineException e) {
                throw new IllegalStateException(e);
            }
        });
        writing.await();
        long begin = System.nanoTime();
        closing.close();
        assertThat(System.nanoTime() - begin).isLessThan(2_000_000_000L);
        assertThat(running.get(5, TimeUnit.SECONDS).reason()).isEqualTo(FinishReason.STOPPED);
        closing.close();
        assertThatThrownBy(() -> closing.load(pack)).isInstanceOf(EngineException.class);
    }

    private static Generation answer(SamplingSettings settings, Consumer<GenerationEvent> events, Cancellation cancellation) throws EngineException {
        return generator.generate(pack, PROMPT, settings, events, cancellation);
    }

    private static Consumer<GenerationEvent> collect(StringBuilder streamed, List<Integer> tokens) {
        return event -> {
            if (event instanceof GenerationEvent.Text(String delta, int count)) {
                streamed.append(delta);
                tokens.add(count);
            }
        };
    }
}
