package org.doctorglm.training.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.ReferenceGlm;
import org.doctorglm.testing.TinyModel;
import org.doctorglm.training.LoraTarget;
import org.doctorglm.training.Optimizer;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.Sequence;
import org.doctorglm.training.StepResult;
import org.doctorglm.training.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One step of a LoRA on queries and values, against the network written out in 64 bits: the merged weights, their loss, its slope along every number of `B`, and Lion's first step.
class LoraStepTest {
    private static final int RANK = 2;
    private static final double SCALE = 4.0 / RANK;
    private static final double RATE = 0.01;
    private static final String FUSED = "attention.query_key_value";

    @TempDir
    Path folder;

    private final TinyModel tiny = TinyModel.random(2, 2, 8, 64, 40, true, 9);

    @Test
    void the_first_step_is_the_one_computed_by_hand() throws Exception {
        ModelPack pack = new ModelStore(folder.resolve("models"), "test").importFolder(tiny.write(folder.resolve("tiny")), Precision.FP32, "tiny", Progress.NONE, new Cancellation());
        Sequence sample = Sequence.of(new int[] {10, 11, 12}, new int[] {20, 21, 22}, tiny.config());
        Recipe recipe = DjlNetworkTest.recipe(DjlNetworkTest.lora(LoraTarget.QV), Optimizer.Lion.PUBLISHED, RATE);
        try (DjlNetwork network = DjlNetwork.open(pack, recipe, DjlNetworkTest.LIBRARIES, 1)) {
            Map<String, Tensor> before = network.state();
            StepResult step = network.step(List.of(List.of(sample)), RATE, 1);
            Map<String, Tensor> after = network.state();
            assertThat(step.loss()).isCloseTo(loss(tiny, sample), within(1e-5));
            double squares = 0;
            for (int layer = 0; layer < tiny.config().layers(); layer++) {
                String name = "layers." + layer + "." + FUSED + ".lora_";
                // While B is zero nothing flows back to A.
                assertThat(after.get(name + "A").values()).isEqualTo(before.get(name + "A").values());
                float[] a = before.get(name + "A").values();
                int numbers = before.get(name + "B").values().length;
                for (int i = 0; i < numbers; i++) {
                    double slope = slope(layer, a, numbers, i, sample);
                    squares += slope * slope;
                    assertThat((double) after.get("first." + name + "B").values()[i]).as(name + i).isCloseTo(0.01 * slope, within(2e-6 + 2e-3 * Math.abs(0.01 * slope)));
                    if (Math.abs(slope) > 1e-4) {
                        assertThat((double) after.get(name + "B").values()[i]).isCloseTo(-RATE * Math.signum(slope), within(1e-7));
                    }
                }
            }
            assertThat(step.gradientNorm()).isCloseTo(Math.sqrt(squares), within(1e-3 * Math.sqrt(squares)));
        }
    }

    /// Of the loss along one number of `B`, which is zero.
    private double slope(int layer, float[] a, int numbers, int index, Sequence sample) {
        double h = 1e-3;
        double[] b = new double[numbers];
        b[index] = h;
        double above = loss(merged(layer, a, b), sample);
        b[index] = -h;
        return (above - loss(merged(layer, a, b), sample)) / (2 * h);
    }

    /// `W + α/r · B·A`: the first rows of `B` and of `A` are those of the queries of all heads, the others those of the values; stored rows are interleaved by head.
    private TinyModel merged(int layer, float[] a, double[] b) {
        int hidden = tiny.config().hidden();
        int dim = tiny.config().headDim();
        String name = "transformer.layers." + layer + "." + FUSED + ".weight";
        float[] weights = tiny.weight(name).clone();
        for (int row = 0; row < 2 * hidden; row++) {
            int part = row / hidden;
            int head = row % hidden / dim;
            int stored = (head * 3 + 2 * part) * dim + row % dim;
            for (int column = 0; column < hidden; column++) {
                double sum = 0;
                for (int k = 0; k < RANK; k++) {
                    sum += b[row * RANK + k] * a[(part * RANK + k) * hidden + column];
                }
                weights[stored * hidden + column] += (float) (SCALE * sum);
            }
        }
        Map<String, float[]> all = new LinkedHashMap<>(tiny.weights());
        all.put(name, weights);
        return new TinyModel(tiny.config(), all);
    }

    /// Mean over the wanted tokens of −log of their probability.
    private static double loss(TinyModel model, Sequence sample) {
        ReferenceGlm reference = new ReferenceGlm(model);
        double sum = 0;
        for (int i = 0; i < sample.labels().length; i++) {
            double[] scores = reference.logits(Arrays.copyOf(sample.ids(), sample.context() + 1 + i));
            double all = Math.log(Arrays.stream(scores).map(Math::exp).sum());
            sum += all - scores[sample.labels()[i]];
        }
        return sum / sample.labels().length;
    }
}
