package org.doctorglm.training.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each against its formula written out, forward and backward.
class KernelsTest {
    private final Random random = new Random(3);
    private NDManager manager;
    private Kernels kernels;

    @BeforeEach
    void open() throws Exception {
        manager = Torch.manager(DjlNetworkTest.LIBRARIES, 2);
        kernels = new Kernels(manager);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray noise(long... shape) {
        float[] values = new float[(int) new Shape(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(shape));
    }

    /// Results, and what a weighted sum of them gives each argument as its gradient, must be the same.
    private void same(Function<NDArray[], NDArray> fused, Function<NDArray[], NDArray> plain, NDArray... arguments) {
        float[][] one = results(fused, arguments);
        float[][] two = results(plain, arguments);
        for (int i = 0; i < one.length; i++) {
            for (int j = 0; j < one[i].length; j++) {
                assertThat((double) one[i][j]).as(i + " " + j).isCloseTo(two[i][j], within(1e-5 + 1e-5 * Math.abs(two[i][j])));
            }
        }
    }

    private float[][] results(Function<NDArray[], NDArray> function, NDArray... arguments) {
        NDArray[] own = new NDArray[arguments.length];
        for (int i = 0; i < own.length; i++) {
            own[i] = arguments[i].duplicate();
            own[i].setRequiresGradient(true);
        }
        float[][] results = new float[own.length + 1][];
        try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
            NDArray result = function.apply(own);
            NDArray weights = manager.arange((float) result.size()).div(manager.full(new Shape(), (float) result.size())).reshape(result.getShape());
            collector.backward(result.mul(weights).sum());
            results[own.length] = result.toFloatArray();
        }
        for (int i = 0; i < own.length; i++) {
            results[i] = own[i].getGradient().toFloatArray();
        }
        return results;
    }

    @Test
    void gelu_is_the_tanh_form() {
        float[] values = noise(50).toFloatArray();
        float[] results = kernels.gelu(manager.create(values)).toFloatArray();
        for (int i = 0; i < values.length; i++) {
            double x = values[i];
            assertThat((double) results[i]).isCloseTo(x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))), within(1e-6));
        }
        same(x -> kernels.gelu(x[0]), x -> Values.times(x[0].mul(Values.times(Values.times(x[0].mul(x[0]).mul(x[0]), 0.044715).add(x[0]), Math.sqrt(2 / Math.PI))
                .tanh().add(manager.ones(new Shape()))), 0.5), noise(7, 9));
    }

    @Test
    void a_product_in_bf16_rounds_what_it_reads_and_what_it_gives_and_its_gradients_come_back_in_32_bits() {
        NDArray x = noise(4, 33);
        NDArray matrix = noise(6, 33);
        float[] read = x.toFloatArray();
        float[] weights = matrix.toFloatArray();
        float[][] narrow = results(a -> kernels.narrow(a[0], a[1]), x, matrix);
        float[][] wide = results(a -> a[0].matMul(a[1].transpose()), x, matrix);
        int rounded = 0;
        for (int i = 0; i < 24; i++) {
            double sum = 0;
            double size = 0;
            for (int j = 0; j < 33; j++) {
                double term = (double) bf16(read[i / 6 * 33 + j]) * bf16(weights[i % 6 * 33 + j]);
                sum += term;
                size += Math.abs(term);
            }
            assertThat((double) narrow[2][i]).isCloseTo(sum, within(Math.abs(sum) / 256 + size * 1e-6));
            assertThat(bf16(narrow[2][i])).isEqualTo(narrow[2][i]);
            rounded += narrow[2][i] == wide[2][i] ? 0 : 1;
        }
        assertThat(rounded).isPositive();
        for (int argument = 0; argument < 2; argument++) {
            for (int i = 0; i < wide[argument].length; i++) {
                assertThat((double) narrow[argument][i]).isCloseTo(wide[argument][i], within(0.05));
            }
        }
    }

    /// To the nearest, ties to even.
    private static float bf16(float value) {
        int bits = Float.floatToRawIntBits(value);
        return Float.intBitsToFloat(bits + 0x7fff + (bits >>> 16 & 1) & 0xffff0000);
    }

    @Test
    void sums_and_products_are_added_in_place() {
        // A leaf cannot be changed in place, what is made of it can.
        same(x -> kernels.plus(Values.times(x[0], 2), x[1], 3), x -> Values.times(x[0], 2).add(Values.times(x[1], 3)), noise(4, 6), noise(4, 6));
        same(x -> kernels.product(Values.times(x[0], 2), x[1], x[2], 0.5), x -> Values.times(x[0], 2).add(Values.times(x[1].matMul(x[2].transpose()), 0.5)),
                noise(4, 6), noise(4, 3), noise(6, 3));
    }

    @Test
    void a_turn_exchanges_the_halves_of_each_head() {
        NDArray cos = noise(5, 2, 1, 8);
        NDArray sin = noise(5, 2, 1, 8);
        same(x -> kernels.turn(x[0], cos, sin), x -> x[0].mul(cos).add(NDArrays.concat(new NDList(x[0].get("..., 4:"), x[0].get("..., :4")), 3).mul(sin)),
                noise(5, 2, 3, 8));
    }

    @Test
    void attention_is_softmax_of_masked_scores_times_values() {
        float[] hidden = new float[5 * 9];
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = i % 9 > 4 + i / 9 ? Float.NEGATIVE_INFINITY : 0;
        }
        NDArray mask = manager.create(hidden, new Shape(5, 9));
        same(x -> kernels.attend(x[0], x[1], x[2], mask),
                x -> x[0].matMul(x[1].transpose(0, 2, 1)).add(mask).softmax(-1).matMul(x[2]).transpose(1, 0, 2).reshape(5, -1),
                noise(3, 5, 8), noise(3, 9, 8), noise(3, 9, 8));
    }
}
