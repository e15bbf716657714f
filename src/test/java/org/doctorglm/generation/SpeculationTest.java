package org.doctorglm.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.engine.Logits;
import org.doctorglm.engine.Session;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.Engines;
import org.doctorglm.testing.FakeEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SpeculationTest {
    private static final SamplingSettings GREEDY = new SamplingSettings(0, 1, 0, 0, 1, 0, 120, 1);
    private static final String SHEET = """
            【参考资料】
            疾病：%s
            症状：咽痛、发热、吞咽困难、颌下淋巴结肿大
            检查：血常规、咽拭子培养
            治疗：抗生素治疗、退热、补液、休息
            【问题】
            宝宝发烧%d天了，嗓子疼，怎么办？""";

    @Test
    void withAnEngineThatGivesTheSameBitsTheAnswerIsTheSameInFewerPasses() throws Exception {
        ModelPack pack = DemoModel.pack(Precision.INT4);
        Random random = new Random(2);
        for (int round = 0; round < 40; round++) {
            // Answers that quote a little, a lot, or nothing at all.
            int kinds = 5 + random.nextInt(2000);
            int[] answer = new int[100];
            for (int i = 0; i < answer.length; i++) {
                answer[i] = i > 20 && random.nextInt(8) != 0 ? answer[i - 17] : 1000 + random.nextInt(kinds);
            }
            FakeEngine plain = new FakeEngine(pack.manifest().config(), fed -> answer[fed], true);
            FakeEngine guessing = new FakeEngine(pack.manifest().config(), fed -> answer[fed], true);
            Generation without = generate(pack, plain, Speculation.OFF, GREEDY.withMaxTokens(100));
            Generation with = generate(pack, guessing, Speculation.AUTOMATIC, GREEDY.withMaxTokens(100));
            assertThat(with.ids()).containsExactly(without.ids());
            assertThat(with.text()).isEqualTo(without.text());
            assertThat(with.reason()).isEqualTo(without.reason());
            int proposed = with.timings().proposedTokens();
            int accepted = with.timings().acceptedTokens();
            assertThat(accepted).isBetween(0, proposed);
            assertThat(plain.passes() - guessing.passes()).as("each right guess saves a pass").isEqualTo(accepted);
            assertThat(proposed - accepted).as("wrong guesses are bounded").isLessThanOrEqualTo(accepted + 8 + 100 / 32 + PromptLookup.LONGEST);
            assertThat(guessing.length()).as("nothing guessed stays behind").isEqualTo(plain.length());
            assertThat(without.timings().proposedTokens()).isZero();
        }
    }

    @Test
    void anEngineWhoseBitsDependOnTheBatchIsAskedTokenByToken() throws Exception {
        ModelPack pack = DemoModel.pack(Precision.INT4);
        FakeEngine engine = new FakeEngine(pack.manifest().config(), fed -> 1000 + fed % 7, false);
        assertThat(generate(pack, engine, Speculation.AUTOMATIC, GREEDY).timings().proposedTokens()).isZero();
    }

    @Test
    void onOurKernelsTheVeryIdsAreTheSameGreedyAndSampled() throws Exception {
        Engines.KERNELS.required();
        ModelPack pack = DemoModel.pack(Precision.INT4);
        int accepted = 0;
        try (Generator generator = new Generator(p -> Engines.KERNELS.load(p, 2))) {
            for (int i = 0; i < 20; i++) {
                String prompt = SHEET.formatted(List.of("急性扁桃体炎", "流行性感冒", "急性咽炎", "支气管炎").get(i % 4), i + 1);
                for (SamplingSettings settings : List.of(GREEDY, SamplingPreset.BALANCED.settings().withSeed(i).withMaxTokens(120))) {
                    generator.speculate(Speculation.OFF);
                    Generation without = generator.generate(pack, prompt, settings, e -> { }, new Cancellation());
                    generator.speculate(Speculation.AUTOMATIC);
                    Generation with = generator.generate(pack, prompt, settings, e -> { }, new Cancellation());
                    assertThat(with.ids()).as("prompt %d, temperature %s", i, settings.temperature()).containsExactly(without.ids());
                    assertThat(with.text()).isEqualTo(without.text());
                    accepted += with.timings().acceptedTokens();
                }
            }
        }
        assertThat(accepted).as("guesses that were right").isPositive();
    }

    @Test
    void forcedOnAnEngineWhoseBitsDependOnTheBatchTheAnswersDifferAtMostWhereTwoTokensAreEquallyLikely() throws Exception {
        ModelPack pack = DemoModel.pack(Precision.INT4);
        int proposed = 0;
        int accepted = 0;
        try (Generator generator = new Generator(p -> Engines.ONNX.load(p, 2))) {
            for (int i = 0; i < 8; i++) {
                String prompt = SHEET.formatted(List.of("急性扁桃体炎", "流行性感冒", "急性咽炎").get(i % 3), i + 1);
                SamplingSettings settings = i % 2 == 0 ? GREEDY : SamplingPreset.BALANCED.settings().withSeed(i).withMaxTokens(120);
                generator.speculate(Speculation.OFF);
                Generation without = generator.generate(pack, prompt, settings, e -> { }, new Cancellation());
                generator.speculate(Speculation.FORCED);
                Generation with = generator.generate(pack, prompt, settings, e -> { }, new Cancellation());
                proposed += with.timings().proposedTokens();
                accepted += with.timings().acceptedTokens();
                int same = Arrays.mismatch(with.ids(), without.ids());
                if (same >= 0 && settings.greedy()) {
                    int[] before = Arrays.copyOf(without.ids(), same);
                    double margin = generator.with(pack, model -> margin(model, prompt, before));
                    assertThat(margin).as("margin at token %d", same).isLessThan(1e-3);
                }
            }
        }
        System.err.printf("accepted %d of %d%n", accepted, proposed);
        assertThat(accepted).isPositive();
    }

    private static double margin(LoadedModel model, String prompt, int[] before) throws org.doctorglm.engine.EngineException {
        Session session = model.engine().session();
        Logits logits = session.prefill(model.promptIds(prompt), before.length + 1, new Cancellation());
        for (int id : before) {
            logits = session.step(id);
        }
        float[] sorted = logits.values().clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - 1] - sorted[sorted.length - 2];
    }

    private static Generation generate(ModelPack pack, FakeEngine engine, Speculation speculation, SamplingSettings settings) throws Exception {
        try (Generator generator = new Generator(p -> engine)) {
            generator.speculate(speculation);
            return generator.generate(pack, SHEET.formatted("急性咽炎", 3), settings, e -> { }, new Cancellation());
        }
    }
}
