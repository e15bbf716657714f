package org.doctorglm.training.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.Turn;
import org.doctorglm.engine.onnx.OnnxEngine;
import org.doctorglm.generation.Generator;
import org.doctorglm.generation.Perplexity;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.prompt.ChatFormat;
import org.doctorglm.release.HeldOut;
import org.doctorglm.release.Publisher;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.tokenizer.GlmTokenizer;
import org.doctorglm.training.AdapterExport;
import org.doctorglm.training.LoraTarget;
import org.doctorglm.training.Method;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeText;
import org.doctorglm.training.SampleMaker;
import org.doctorglm.training.Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a trainer to an engine that knows nothing of it: what was learned must be what answers.
class TrainedAdapterTest {
    private static final List<Conversation> LEARNED = List.of(
            talk("最近总是睡不着怎么办？", "先固定起床时间，白天多活动，睡前不看手机；两周没有好转，请到心理科就诊。"),
            talk("一想到考试就心慌，怎么办？", "这种紧张很常见。可以练习慢呼吸，把复习分成小步；影响生活时，请到心理科就诊。"),
            talk("我不想和人说话，提不起兴趣。", "这样持续了多久？如果超过两周，请到心理科评估，也请告诉身边信任的人。"),
            talk("孩子上学前总说肚子疼。", "先排除身体疾病；如果只在上学前疼，可能与紧张有关，可以和老师谈一谈。"));

    @TempDir
    Path folder;

    private static Conversation talk(String question, String answer) {
        return new Conversation("心理", List.of(new Turn(question, answer)));
    }

    private static List<Sequence> samples(ModelPack pack) throws Exception {
        SampleMaker maker = new SampleMaker(GlmTokenizer.load(pack.tokenizer().orElseThrow(), 0), pack.manifest().config(), 600, 400);
        List<Sequence> samples = new ArrayList<>();
        LEARNED.forEach(conversation -> samples.addAll(maker.of(conversation)));
        return samples;
    }

    private static List<Perplexity.Sample> texts() {
        return LEARNED.stream().flatMap(c -> c.turns().stream())
                .map(turn -> new Perplexity.Sample(ChatFormat.format(List.of(), turn.question()), turn.answer())).toList();
    }

    private static double engineLoss(ModelPack pack) throws Exception {
        try (Generator generator = new Generator(each -> OnnxEngine.load(each, 2))) {
            return generator.with(pack, model -> Perplexity.measure(model, texts(), Progress.NONE, new Cancellation())).loss();
        }
    }

    private void learnedIsWhatAnswers(Method method, double rate) throws Exception {
        ModelPack base = DemoModel.pack(Precision.FP32);
        Recipe recipe = DjlNetworkTest.recipe(method, org.doctorglm.training.Optimizer.AdamW.USUAL, rate);
        Path adapter = folder.resolve("adapter");
        double before;
        double after;
        try (DjlNetwork network = DjlNetwork.open(base, recipe, DjlNetworkTest.LIBRARIES, 2)) {
            List<Sequence> samples = samples(base);
            before = network.evaluate(samples, new Cancellation()).loss();
            for (int step = 1; step <= 6; step++) {
                network.step(List.of(samples), rate, step);
            }
            after = network.evaluate(samples, new Cancellation()).loss();
            AdapterExport.write(network.state(), recipe, base, adapter);
        }
        assertThat(after).isLessThan(before - 0.05);
        ModelStore store = new ModelStore(folder.resolve("models"), "test");
        ModelPack merged = store.importFolder(ImportRequest.of(DemoModel.SOURCE, adapter, Precision.FP32, "merged"), Progress.NONE, new Cancellation());
        assertThat(engineLoss(merged)).isCloseTo(after, within(1e-3 * after));
        // The pack that it was trained on is as good a base as the folder which that pack was made of.
        ModelPack ofPack = store.importFolder(ImportRequest.of(base.folder(), adapter, Precision.FP32, "of-pack"), Progress.NONE, new Cancellation());
        assertThat(engineLoss(ofPack)).isCloseTo(after, within(1e-3 * after));
    }

    @Test
    void a_lora_on_q_and_v_of_every_head() throws Exception {
        learnedIsWhatAnswers(new Method.Lora(4, 8, 0, Set.of(LoraTarget.QV)), 5e-3);
    }

    @Test
    void a_lora_on_every_matrix() throws Exception {
        learnedIsWhatAnswers(new Method.Lora(4, 8, 0, Set.of(LoraTarget.QV, LoraTarget.DENSE, LoraTarget.UP, LoraTarget.DOWN)), 2e-3);
    }

    @Test
    void a_lora_on_the_thirds_that_the_repository_trained() throws Exception {
        learnedIsWhatAnswers(new Method.Lora(4, 8, 0, Set.of(LoraTarget.THIRDS)), 5e-3);
    }

    @Test
    void a_prefix() throws Exception {
        learnedIsWhatAnswers(new Method.Prefix(8, 0.1), 3e-2);
    }

    @Test
    void a_whole_network_becomes_a_checkpoint_of_its_own() throws Exception {
        ModelPack base = DemoModel.pack(Precision.FP32);
        Recipe recipe = DjlNetworkTest.recipe(new Method.Full(), org.doctorglm.training.Optimizer.AdamW.USUAL, 5e-4);
        Path checkpoint = folder.resolve("checkpoint");
        double after;
        try (DjlNetwork network = DjlNetwork.open(base, recipe, DjlNetworkTest.LIBRARIES, 2)) {
            List<Sequence> samples = samples(base);
            double before = network.evaluate(samples, new Cancellation()).loss();
            for (int step = 1; step <= 6; step++) {
                network.step(List.of(samples), 5e-4, step);
            }
            after = network.evaluate(samples, new Cancellation()).loss();
            assertThat(after).isLessThan(before - 0.2);
            AdapterExport.write(network.state(), recipe, base, checkpoint);
        }
        ModelStore store = new ModelStore(folder.resolve("models"), "test");
        ModelPack tuned = store.importFolder(checkpoint, Precision.FP32, "tuned", Progress.NONE, new Cancellation());
        assertThat(tuned.manifest().config()).isEqualTo(base.manifest().config());
        assertThat(tuned.manifest().traits()).isEqualTo(base.manifest().traits());
        assertThat(engineLoss(tuned)).isCloseTo(after, within(1e-3 * after));
        Publisher.Publication published = new Publisher(store, each -> OnnxEngine.load(each, 2)).publish(checkpoint, null, Precision.INT8, "better",
                HeldOut.of(texts()), 2, Progress.NONE, new Cancellation());
        assertThat(published.passed()).isTrue();
    }

    @Test
    void what_is_published_passed_the_gate_and_what_loses_too_much_leaves_nothing() throws Exception {
        ModelPack base = DemoModel.pack(Precision.FP32);
        Recipe recipe = RecipeText.parse(Map.of("recipe", "small-safe"));
        Path adapter = folder.resolve("adapter");
        try (DjlNetwork network = DjlNetwork.open(base, recipe, DjlNetworkTest.LIBRARIES, 2)) {
            network.step(List.of(samples(base)), 1e-3, 1);
            AdapterExport.write(network.state(), recipe, base, adapter);
        }
        ModelStore store = new ModelStore(folder.resolve("models"), "test");
        Publisher.Publication published = new Publisher(store, each -> OnnxEngine.load(each, 2)).publish(base.folder(), adapter, Precision.INT8, "better",
                HeldOut.of(texts()), 2, Progress.NONE, new Cancellation());
        assertThat(published.passed()).isTrue();
        assertThat(store.find("better").lossCard().orElseThrow().passed(Precision.INT8)).isTrue();
        assertThat(store.list()).hasSize(1);
    }
}
