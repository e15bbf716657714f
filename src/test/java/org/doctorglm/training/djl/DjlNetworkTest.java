package org.doctorglm.training.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.TinyModel;
import org.doctorglm.training.Arithmetic;
import org.doctorglm.training.BaseStorage;
import org.doctorglm.training.LoraTarget;
import org.doctorglm.training.Method;
import org.doctorglm.training.Optimizer;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.Schedule;
import org.doctorglm.training.Sequence;
import org.doctorglm.training.StepResult;
import org.doctorglm.training.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DjlNetworkTest {
    static final Path LIBRARIES = Path.of(System.getProperty("doctorglm.app", "target/doctorglm"), "libtorch");

    @TempDir
    Path folder;

    static Recipe recipe(Method method, Optimizer optimizer, double rate) {
        return new Recipe("test", method, optimizer, rate, Schedule.CONSTANT, 0, 0, 4, 1, 1, 0, 512, 100, 0, 0, 0, Arithmetic.FP32, BaseStorage.FP32, false,
                10, 96, 10, 7);
    }

    static Method.Lora lora(LoraTarget... targets) {
        return new Method.Lora(2, 4, 0, Set.of(targets));
    }

    private ModelPack tiny() throws Exception {
        return tiny(true);
    }

    /// @param tied whether embedding and head are one matrix
    private ModelPack tiny(boolean tied) throws Exception {
        String name = tied ? "tiny" : "tiny-untied";
        Path source = TinyModel.random(3, 2, 8, 64, 40, tied, 5).write(folder.resolve(name));
        return new ModelStore(folder.resolve("models"), "test").importFolder(source, Precision.FP32, name, Progress.NONE, new Cancellation());
    }

    private static List<Sequence> batch(ModelPack pack) {
        return List.of(Sequence.of(new int[] {10, 11, 12}, new int[] {20, 21, 22, 23}, pack.manifest().config()),
                Sequence.of(new int[] {30, 31, 13, 14, 15}, new int[] {25, 24}, pack.manifest().config()));
    }

    @Test
    void scores_equal_the_independent_reference_of_the_demo_model() throws Exception {
        JsonNode cases = new ObjectMapper().readTree(DemoModel.SOURCE.resolve("expected.json").toFile()).get("cases");
        try (DjlNetwork network = DjlNetwork.open(DemoModel.pack(Precision.FP32), recipe(lora(LoraTarget.QV), Optimizer.Lion.PUBLISHED, 1e-4), LIBRARIES, 2)) {
            for (JsonNode example : cases) {
                int[] prompt = ids(example.get("prompt_ids"));
                float[] logits = network.logits(new Sequence(prompt, prompt.length - 1, new int[1]), true);
                for (int i = 0; i < logits.length; i++) {
                    assertThat((double) logits[i]).isCloseTo(example.get("last_logits").get(i).asDouble(), within(5e-4));
                }
                int[] wanted = ids(example.get("greedy_ids"));
                assertThat(network.greedy(prompt, wanted.length, new Cancellation())).startsWith(Arrays.copyOf(wanted, wanted.length - 1));
            }
        }
    }

    private static int[] ids(JsonNode node) {
        int[] ids = new int[node.size()];
        Arrays.setAll(ids, i -> node.get(i).asInt());
        return ids;
    }

    @Test
    void gradients_of_every_kind_of_change_equal_finite_differences() throws Exception {
        ModelPack pack = tiny();
        for (Method method : List.of(lora(LoraTarget.THIRDS), lora(LoraTarget.QV, LoraTarget.DENSE, LoraTarget.UP, LoraTarget.DOWN), new Method.Prefix(3, 0.5), new Method.Full())) {
            try (DjlNetwork network = DjlNetwork.open(pack, recipe(method, Optimizer.AdamW.USUAL, 0.02), LIBRARIES, 1)) {
                // Away from the beginning, where the gradient of A is zero because B is.
                for (int step = 1; step <= 3; step++) {
                    network.step(List.of(batch(pack)), 0.02, step);
                }
                differences(network, batch(pack));
            }
        }
    }

    private static void differences(DjlNetwork network, List<Sequence> batch) throws Exception {
        Map<String, Tensor> gradients = network.gradients(batch);
        Map<String, Tensor> state = network.state();
        double h = 1e-2;
        int looked = 0;
        for (Map.Entry<String, Tensor> gradient : gradients.entrySet()) {
            Tensor values = state.get(gradient.getKey());
            for (int i = 0; i < values.values().length; i += Math.max(1, values.values().length / 3)) {
                float before = values.values()[i];
                double[] losses = new double[2];
                for (int side = 0; side < 2; side++) {
                    values.values()[i] = (float) (before + (side == 0 ? -h : h));
                    network.restore(state);
                    losses[side] = network.evaluate(batch, new Cancellation()).loss();
                }
                values.values()[i] = before;
                double slope = (losses[1] - losses[0]) / (2 * h);
                assertThat((double) gradient.getValue().values()[i]).as(gradient.getKey() + " " + i).isCloseTo(slope, within(2e-3 + 0.02 * Math.abs(slope)));
                looked++;
            }
        }
        assertThat(looked).isGreaterThan(10);
    }

    @Test
    void one_step_of_lion_is_the_published_formula_on_the_gradient() throws Exception {
        ModelPack pack = tiny();
        try (DjlNetwork network = DjlNetwork.open(pack, recipe(lora(LoraTarget.QV), Optimizer.Lion.PUBLISHED, 0.01), LIBRARIES, 1)) {
            for (int step = 1; step <= 3; step++) {
                Map<String, Tensor> before = network.state();
                Map<String, Tensor> gradients = network.gradients(batch(pack));
                network.step(List.of(batch(pack)), 0.01, step);
                Map<String, Tensor> after = network.state();
                gradients.forEach((name, gradient) -> lion(gradient.values(), before.get(name).values(), before.get("first." + name).values(),
                        after.get(name).values(), after.get("first." + name).values()));
            }
        }
    }

    private static void lion(float[] g, float[] p, float[] m, float[] newP, float[] newM) {
        for (int i = 0; i < g.length; i++) {
            double direction = Math.signum(0.9 * m[i] + 0.1 * g[i]);
            assertThat((double) newP[i]).isCloseTo(p[i] - 0.01 * direction, within(1e-6));
            assertThat((double) newM[i]).isCloseTo(0.99 * m[i] + 0.01 * g[i], within(1e-6));
        }
    }

    @Test
    void computing_blocks_again_gives_the_gradients_of_keeping_them_also_with_dropout() throws Exception {
        ModelPack pack = tiny();
        Method dropping = new Method.Lora(2, 4, 0.3, Set.of(LoraTarget.QV, LoraTarget.UP));
        Recipe keeping = recipe(dropping, Optimizer.AdamW.USUAL, 0.01);
        Recipe sparing = new Recipe("test", dropping, Optimizer.AdamW.USUAL, 0.01, Schedule.CONSTANT, 0, 0, 4, 1, 1, 0, 512, 100, 0, 0.1, 0.1, Arithmetic.FP32,
                BaseStorage.FP32, true, 10, 96, 10, 7);
        Recipe other = new Recipe("test", dropping, Optimizer.AdamW.USUAL, 0.01, Schedule.CONSTANT, 0, 0, 4, 1, 1, 0, 512, 100, 0, 0.1, 0.1, Arithmetic.FP32,
                BaseStorage.FP32, false, 10, 96, 10, 7);
        assertThat(after(pack, sparing)).usingRecursiveComparison().isEqualTo(after(pack, other));
        assertThat(after(pack, keeping).get("layers.0.attention.query_key_value.lora_B").values())
                .isNotEqualTo(after(pack, other).get("layers.0.attention.query_key_value.lora_B").values());
    }

    @Test
    void computing_blocks_again_gives_a_whole_network_the_same_gradients_down_to_its_embedding() throws Exception {
        for (boolean tied : new boolean[] {true, false}) {
            ModelPack pack = tiny(tied);
            Recipe keeping = recipe(new Method.Full(), Optimizer.AdamW.USUAL, 0.01);
            Recipe sparing = new Recipe("test", new Method.Full(), Optimizer.AdamW.USUAL, 0.01, Schedule.CONSTANT, 0, 0, 4, 1, 1, 0, 512, 100, 0, 0, 0, Arithmetic.FP32,
                    BaseStorage.FP32, true, 10, 96, 10, 7);
            try (DjlNetwork one = DjlNetwork.open(pack, keeping, LIBRARIES, 1); DjlNetwork other = DjlNetwork.open(pack, sparing, LIBRARIES, 1)) {
                Map<String, Tensor> kept = one.gradients(batch(pack));
                Map<String, Tensor> again = other.gradients(batch(pack));
                assertThat(kept.keySet()).hasSameSizeAs(pack.manifest().tensors()).isEqualTo(again.keySet()).contains(tied ? "head.weight" : "embedding.weight");
                kept.forEach((name, gradient) -> assertThat(again.get(name).values()).as(name).containsExactly(gradient.values(), within(1e-5f)));
            }
        }
    }

    @Test
    void a_whole_network_begins_as_its_base_and_leaves_it_as_it_was() throws Exception {
        ModelPack pack = tiny(false);
        List<Sequence> samples = batch(pack);
        try (DjlNetwork network = DjlNetwork.open(pack, recipe(new Method.Full(), Optimizer.Lion.PUBLISHED, 0.01), LIBRARIES, 1)) {
            double base = network.evaluateBase(samples, new Cancellation()).loss();
            assertThat(network.evaluate(samples, new Cancellation()).loss()).isEqualTo(base);
            for (int step = 1; step <= 10; step++) {
                network.step(List.of(samples), 0.01, step);
            }
            assertThat(network.evaluate(samples, new Cancellation()).loss()).isLessThan(0.8 * base);
            assertThat(network.evaluate(samples, new Cancellation()).divergence()).isPositive();
            assertThat(network.evaluateBase(samples, new Cancellation()).loss()).isEqualTo(base);
        }
    }

    private static Map<String, Tensor> after(ModelPack pack, Recipe recipe) throws Exception {
        try (DjlNetwork network = DjlNetwork.open(pack, recipe, LIBRARIES, 1)) {
            for (int step = 1; step <= 3; step++) {
                network.step(List.of(batch(pack), batch(pack)), 0.01, step);
            }
            return network.state();
        }
    }

    @Test
    void packing_samples_and_splitting_a_batch_change_nothing() throws Exception {
        ModelPack pack = tiny();
        List<Sequence> batch = batch(pack);
        try (DjlNetwork together = DjlNetwork.open(pack, recipe(lora(LoraTarget.QV), Optimizer.AdamW.USUAL, 0.01), LIBRARIES, 1);
             DjlNetwork apart = DjlNetwork.open(pack, recipe(lora(LoraTarget.QV), Optimizer.AdamW.USUAL, 0.01), LIBRARIES, 1)) {
            StepResult one = together.step(List.of(batch), 0.01, 1);
            StepResult two = apart.step(List.of(batch.subList(0, 1), batch.subList(1, 2)), 0.01, 1);
            assertThat(one.loss()).isCloseTo(two.loss(), within(1e-5));
            assertThat(one.gradientNorm()).isCloseTo(two.gradientNorm(), within(1e-4));
            assertThat(together.evaluate(batch, new Cancellation()).loss()).isCloseTo(apart.evaluate(batch, new Cancellation()).loss(), within(1e-4));
        }
    }

    @Test
    void in_bf16_scores_stay_near_those_in_32_bits_and_adapter_and_whole_network_learn_the_same_way_again() throws Exception {
        ModelPack pack = tiny();
        for (Method method : List.of(lora(LoraTarget.QV, LoraTarget.DOWN), new Method.Full())) {
            for (boolean recompute : new boolean[] {false, true}) {
                Recipe wide = recipe(method, Optimizer.AdamW.USUAL, 0.01);
                Recipe narrow = new Recipe("test", method, Optimizer.AdamW.USUAL, 0.01, Schedule.CONSTANT, 0, 0, 4, 1, 1, 0, 512, 100, 0, 0, 0, Arithmetic.BF16,
                        BaseStorage.FP32, recompute, 10, 96, 10, 7);
                try (DjlNetwork one = DjlNetwork.open(pack, wide, LIBRARIES, 1); DjlNetwork other = DjlNetwork.open(pack, narrow, LIBRARIES, 1)) {
                    float[] exact = one.logits(batch(pack).getFirst(), true);
                    float[] near = other.logits(batch(pack).getFirst(), true);
                    assertThat(near).isNotEqualTo(exact).containsExactly(exact, within(0.2f));
                    double before = other.evaluate(batch(pack), new Cancellation()).loss();
                    int held = other.held();
                    for (int step = 1; step <= 15; step++) {
                        other.step(List.of(batch(pack)), 0.01, step);
                    }
                    assertThat(other.held()).isEqualTo(held);
                    assertThat(other.evaluate(batch(pack), new Cancellation()).loss()).isLessThan(0.9 * before);
                }
                assertThat(after(pack, narrow)).usingRecursiveComparison().isEqualTo(after(pack, narrow));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BaseStorage.class)
    void a_base_held_in_fewer_bits_still_learns(BaseStorage storage) throws Exception {
        Recipe recipe = new Recipe("test", lora(LoraTarget.QV), Optimizer.AdamW.USUAL, 0.02, Schedule.CONSTANT, 0, 0, 4, 1, 1, 0, 512, 100, 0, 0, 0,
                storage == BaseStorage.FP16 ? Arithmetic.FP16 : storage == BaseStorage.INT8 ? Arithmetic.BF16 : Arithmetic.FP32, storage, true, 10, 96, 10, 7);
        Path source = TinyModel.random(2, 2, 32, 128, 40, true, 5).write(folder.resolve("wide"));
        ModelPack pack = new ModelStore(folder.resolve("models"), "test").importFolder(source, Precision.FP32, "wide", Progress.NONE, new Cancellation());
        try (DjlNetwork network = DjlNetwork.open(pack, recipe, LIBRARIES, 1)) {
            double before = network.evaluate(batch(pack), new Cancellation()).loss();
            for (int step = 1; step <= 15; step++) {
                network.step(List.of(batch(pack)), 0.02, step);
            }
            assertThat(network.evaluate(batch(pack), new Cancellation()).loss()).isLessThan(0.8 * before);
        }
    }

    @Test
    void steps_looks_and_answers_leave_nothing_behind() throws Exception {
        ModelPack pack = tiny();
        for (Method method : List.of(lora(LoraTarget.QV, LoraTarget.UP), new Method.Prefix(3, 0.5), new Method.Full())) {
            try (DjlNetwork network = DjlNetwork.open(pack, recipe(method, Optimizer.AdamW.USUAL, 0.01), LIBRARIES, 1)) {
                int before = network.held();
                for (int step = 1; step <= 3; step++) {
                    network.step(List.of(batch(pack)), 0.01, step);
                    network.evaluate(batch(pack), new Cancellation());
                    network.greedy(new int[] {10, 11, TinyModel.GMASK, TinyModel.SOP}, 4, new Cancellation());
                    network.restore(network.state());
                }
                assertThat(network.held()).isEqualTo(before);
            }
        }
    }

    @Test
    void a_state_put_back_goes_on_bit_for_bit() throws Exception {
        ModelPack pack = tiny();
        goesOn(pack, recipe(new Method.Lora(2, 4, 0.1, Set.of(LoraTarget.QV)), Optimizer.Lion.PUBLISHED, 0.01));
        goesOn(pack, recipe(new Method.Full(), Optimizer.AdamW.USUAL, 0.01));
    }

    private static void goesOn(ModelPack pack, Recipe recipe) throws Exception {
        try (DjlNetwork first = DjlNetwork.open(pack, recipe, LIBRARIES, 2); DjlNetwork second = DjlNetwork.open(pack, recipe, LIBRARIES, 2)) {
            for (int step = 1; step <= 4; step++) {
                first.step(List.of(batch(pack)), 0.01, step);
                if (step == 2) {
                    second.restore(first.state());
                }
            }
            second.step(List.of(batch(pack)), 0.01, 3);
            second.step(List.of(batch(pack)), 0.01, 4);
            assertThat(second.state()).usingRecursiveComparison().isEqualTo(first.state());
        }
    }
}
