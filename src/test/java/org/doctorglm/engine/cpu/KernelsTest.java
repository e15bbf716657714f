package org.doctorglm.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.doctorglm.model.MatrixType;
import org.doctorglm.model.Quantizer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each kernel against the same written plainly in 64 bits, on shapes that fill no vector, no tile and no block.
class KernelsTest {
    private final Arena arena = Arena.ofShared();
    private Kernels kernels;

    @BeforeEach
    void needsTheLibrary() {
        Assumptions.assumeTrue(CpuEngine.available(), "this processor has no AVX2, ONNX Runtime does the work");
        kernels = Kernels.ofThisMachine().orElseThrow();
    }

    @AfterEach
    void free() {
        arena.close();
    }

    static List<MatrixType> types() {
        return Stream.concat(Stream.of(MatrixType.FLOAT32, MatrixType.FLOAT16),
                Stream.of(new Quantizer(4, 32, false), new Quantizer(4, 32, true), new Quantizer(4, 64, false), new Quantizer(4, 128, true),
                        new Quantizer(8, 32, true), new Quantizer(8, 64, true)).<MatrixType>map(MatrixType.Tiled::new)).toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    void aProductIsTheSumOfWeightsTimesInputs(MatrixType type) {
        Random random = new Random(1);
        for (int[] shape : new int[][] {{1, 4, 1}, {7, 31, 2}, {8, 32, 3}, {9, 33, 4}, {40, 100, 5}, {24, 160, 9}, {16, 257, 6}}) {
            Case c = new Case(type, shape[0], shape[1], shape[2], random);
            float[] y = c.multiply(0, c.rows, false);
            double[] wanted = c.reference();
            for (int i = 0; i < y.length; i++) {
                assertThat((double) y[i]).as("%s %s", type.key(), java.util.Arrays.toString(shape))
                        .isCloseTo(wanted[i], within(type.quantised() ? 0.02 * Math.sqrt(c.columns) : 2e-3));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void aRowAloneHasTheBitsThatItHasAmongOthers(MatrixType type) {
        Random random = new Random(2);
        Case c = new Case(type, 43, 97, 11, random);
        float[] together = c.multiply(0, c.rows, true);
        for (int r = 0; r < c.rows; r++) {
            float[] alone = c.multiply(r, 1, true);
            assertThat(alone).containsExactly(java.util.Arrays.copyOfRange(together, r * c.outputs, (r + 1) * c.outputs));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void anEmbeddingIsTheRowOfItsMatrix(MatrixType type) {
        Case c = new Case(type, 21, 75, 1, new Random(3));
        for (int row = 0; row < c.outputs; row++) {
            MemorySegment out = arena.allocate(4L * c.columns, 64);
            kernels.row(c.matrix.struct(), row, out);
            for (int i = 0; i < c.columns; i++) {
                assertThat(out.getAtIndex(ValueLayout.JAVA_FLOAT, i)).isCloseTo(c.stored[row * c.columns + i], within(1e-6f));
            }
        }
    }

    @Test
    void kernels_that_are_there_have_no_reason_to_be_missing() {
        assertThat(CpuEngine.available()).isTrue();
        assertThat(CpuEngine.missing()).isEmpty();
    }

    @Test
    void geluFollowsItsTanhFormFromEndToEnd() {
        for (double x = -30; x <= 30; x += 0.037) {
            float value = (float) x;
            MemorySegment weight = floats(1);
            MemorySegment in = floats(value);
            Matrix matrix = Matrix.of(arena, MatrixType.FLOAT32, weight, 1, 1, MemorySegment.NULL);
            Activations input = new Activations(arena, in, 1, 1);
            input.rows(0, 1);
            Product out = Product.of(arena, 1, 1, true);
            kernels.multiply(matrix.struct(), input.struct(), out.whole(), 0, 1);
            double wanted = 0.5 * value * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (value + 0.044715 * Math.pow(value, 3))));
            assertThat((double) out.y().get(ValueLayout.JAVA_FLOAT, 0)).isCloseTo(wanted, within(1e-6 + 1e-6 * Math.abs(wanted)));
        }
    }

    @Test
    void aNormHasMeanAndSpreadOfItsOwn() {
        Random random = new Random(4);
        for (int columns : new int[] {4, 8, 30, 100, 257}) {
            float[] x = normal(random, columns, 3);
            float[] add = normal(random, columns, 2);
            float[] gain = normal(random, columns, 1);
            float[] bias = normal(random, columns, 1);
            MemorySegment row = floats(x);
            kernels.normalize(row, floats(add), 7.5f, floats(gain), floats(bias), 1e-5f, 1, columns);
            double[] sum = new double[columns];
            double mean = 0;
            for (int i = 0; i < columns; i++) {
                sum[i] = 7.5 * x[i] + add[i];
                mean += sum[i] / columns;
            }
            double variance = 0;
            for (double v : sum) {
                variance += (v - mean) * (v - mean) / columns;
            }
            for (int i = 0; i < columns; i++) {
                assertThat((double) row.getAtIndex(ValueLayout.JAVA_FLOAT, i))
                        .isCloseTo((sum[i] - mean) / Math.sqrt(variance + 1e-5) * gain[i] + bias[i], within(1e-4));
            }
        }
    }

    private MemorySegment floats(float... values) {
        MemorySegment segment = arena.allocate(4L * Math.max(8, values.length), 64);
        MemorySegment.copy(values, 0, segment, ValueLayout.JAVA_FLOAT, 0, values.length);
        return segment;
    }

    private static float[] normal(Random random, int count, double deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }

    private final class Case {
        final int outputs;
        final int columns;
        final int rows;
        final float[] stored;
        final float[] x;
        final float[] bias;
        final Matrix matrix;
        final MemorySegment input;

        Case(MatrixType type, int outputs, int columns, int rows, Random random) {
            this.outputs = outputs;
            this.columns = columns;
            this.rows = rows;
            float[] weights = normal(random, outputs * columns, 0.5);
            byte[] bytes = org.doctorglm.model.StoredMatrix.bytes(type, weights, outputs, columns);
            this.stored = org.doctorglm.model.StoredMatrix.weights(type, bytes, outputs, columns);
            this.x = normal(random, rows * columns, 1);
            this.bias = normal(random, outputs, 1);
            MemorySegment data = arena.allocate(bytes.length + 64L, 64);
            MemorySegment.copy(bytes, 0, data, ValueLayout.JAVA_BYTE, 0, bytes.length);
            this.matrix = Matrix.of(arena, type, data, outputs, columns, floats(bias));
            this.input = floats(x);
        }

        float[] multiply(int first, int count, boolean gelu) {
            Activations in = new Activations(arena, input, count, columns);
            in.rows(first, count);
            in.quantize(kernels, first, 0, count);
            Product out = Product.of(arena, count, outputs, gelu);
            kernels.multiply(matrix.struct(), in.struct(), out.whole(), 0, matrix.tiles());
            return out.y().toArray(ValueLayout.JAVA_FLOAT);
        }

        double[] reference() {
            double[] y = new double[rows * outputs];
            for (int r = 0; r < rows; r++) {
                for (int n = 0; n < outputs; n++) {
                    double sum = bias[n];
                    for (int k = 0; k < columns; k++) {
                        sum += (double) stored[n * columns + k] * x[r * columns + k];
                    }
                    y[r * outputs + n] = sum;
                }
            }
            return y;
        }
    }
}
