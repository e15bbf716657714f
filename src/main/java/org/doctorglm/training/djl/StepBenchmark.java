package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Machine;
import org.doctorglm.training.Arithmetic;
import org.doctorglm.training.Method;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.Sequence;
import org.doctorglm.training.StepTimes;

/// How long a training step takes, and how long its matrix products with the base alone would: what lies between is the price of everything else.
public final class StepBenchmark {
    private static final int WARM = 2;

    private StepBenchmark() {
    }

    /// @param sampleTokens fed tokens of each sample of the batch
    /// @param learned tokens of them
    /// @param steps measured, after a quarter as many to warm up
    public static StepTimes run(ModelPack pack, Recipe recipe, Path libraries, int threads, int sampleTokens, int learned, int steps) throws IOException {
        GlmConfig config = pack.manifest().config();
        int first = config.imageTokens() + 100;
        int[] prompt = IntStream.range(0, sampleTokens - learned - 1).map(i -> first + i % 500).toArray();
        int[] answer = IntStream.range(0, learned - 1).map(i -> first + i * 7 % 500).toArray();
        List<Sequence> batch = java.util.Collections.nCopies(recipe.batch(), Sequence.of(prompt, answer, config));
        double[] whole = new double[steps];
        double[] products = new double[steps];
        long peak;
        try (DjlNetwork network = DjlNetwork.open(pack, recipe, libraries, threads)) {
            int warm = Math.max(WARM, steps / 4);
            for (int i = 1; i <= warm; i++) {
                network.step(java.util.Collections.nCopies(recipe.accumulation(), batch), recipe.learningRate(), i);
            }
            // Before the products come, which a run does not have.
            peak = Machine.peakResidentBytes();
            measure(network, recipe, config, batch, libraries, threads, whole, products);
        }
        long fed = (long) recipe.samplesPerStep() * batch.getFirst().length();
        return new StepTimes(median(whole), median(products), fed, peak);
    }

    private static void measure(DjlNetwork network, Recipe recipe, GlmConfig config, List<Sequence> batch, Path libraries, int threads, double[] whole,
                                double[] products) throws IOException {
        try (NDManager manager = Torch.manager(libraries, threads); Products alone = new Products(manager, config, batch, recipe)) {
            for (int i = -1; i < whole.length; i++) {
                long begin = System.nanoTime();
                network.step(java.util.Collections.nCopies(recipe.accumulation(), batch), recipe.learningRate(), i + 2L);
                long middle = System.nanoTime();
                for (int micro = 0; micro < recipe.accumulation(); micro++) {
                    alone.run();
                }
                if (i >= 0) {
                    whole[i] = (middle - begin) / 1e6;
                    products[i] = (System.nanoTime() - middle) / 1e6;
                }
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /// The products of a step: every matrix forward, and backward to what it read, for the tokens that need it; and to the matrix itself where it is trained.
    /// Nothing flows from one to the next.
    private static final class Products implements AutoCloseable {
        private final NDManager manager;
        private final GlmConfig config;
        private final List<Sequence> batch;
        private final NDArray[] matrices;
        private final NDArray head;
        private final DataType type;
        /// Whether the matrices are trained.
        private final boolean whole;

        Products(NDManager outer, GlmConfig config, List<Sequence> batch, Recipe recipe) {
            // Of BF16 the binding makes no arrays: its products are compared with those of the other 16 bits.
            this.type = recipe.arithmetic() == Arithmetic.FP32 ? DataType.FLOAT32 : DataType.FLOAT16;
            this.whole = recipe.method() instanceof Method.Full;
            this.manager = outer.newSubManager();
            this.config = config;
            this.batch = batch;
            long hidden = config.hidden();
            matrices = new NDArray[] {noise(3 * hidden, hidden), noise(hidden, hidden), noise(config.inner(), hidden), noise(hidden, config.inner())};
            head = noise(config.vocabulary(), hidden);
        }

        private NDArray noise(long... shape) {
            return manager.randomNormal(new Shape(shape)).toType(type, false);
        }

        void run() {
            long tokens = batch.stream().mapToLong(Sequence::length).sum();
            long learned = batch.stream().mapToLong(s -> s.labels().length).sum();
            try (NDManager scope = manager.newSubManager()) {
                for (int layer = 0; layer < config.layers(); layer++) {
                    // An adapter does not change an embedding, and behind the last attention only the learned tokens go on.
                    ways(scope, matrices[0], tokens, whole || layer > 0);
                    batch.forEach(sequence -> attention(scope, sequence.length()));
                    for (int i = 1; i < matrices.length; i++) {
                        ways(scope, matrices[i], layer < config.layers() - 1 ? tokens : learned, true);
                    }
                }
                ways(scope, head, learned, true);
            }
        }

        private void ways(NDManager scope, NDArray matrix, long rows, boolean both) {
            try (NDArray in = scope.zeros(new Shape(rows, matrix.getShape().get(1)), matrix.getDataType()); NDArray turned = matrix.transpose();
                 NDArray out = in.matMul(turned)) {
                if (both) {
                    out.matMul(matrix).close();
                }
                if (whole) {
                    try (NDArray gradient = out.transpose()) {
                        gradient.matMul(in).close();
                    }
                }
            }
        }

        /// Scores and mixing forward; four products of the same size backward.
        private void attention(NDManager scope, int length) {
            try (NDArray q = scope.zeros(new Shape(config.heads(), length, config.headDim())); NDArray k = q.transpose(0, 2, 1)) {
                for (int i = 0; i < 3; i++) {
                    try (NDArray scores = q.matMul(k); NDArray mixed = scores.matMul(q)) {
                        mixed.getShape();
                    }
                }
            }
        }

        @Override
        public void close() {
            manager.close();
        }
    }
}
