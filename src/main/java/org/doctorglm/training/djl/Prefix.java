package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.RowOrder;
import org.doctorglm.training.Method;
import org.doctorglm.training.Tensor;

/// A prefix that is trained as it is, without a projection: keys and values of every layer, kept by head in the pack's order of dimensions.
final class Prefix implements Changes {
    static final String NAME = "prefix_encoder.embedding.weight";

    private final Method.Prefix method;
    private final GlmConfig config;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();

    Prefix(NDManager manager, Method.Prefix method, GlmConfig config, long seed) {
        this.method = method;
        this.config = config;
        Shape shape = new Shape(config.heads(), method.tokens(), config.headDim());
        SplittableRandom random = new SplittableRandom(Noise.mix(seed));
        for (int slot = 0; slot < 2 * config.layers(); slot++) {
            float[] values = new float[method.tokens() * config.hidden()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextGaussian() * method.deviation());
            }
            parameters.put(name(slot), manager.create(values, shape));
        }
    }

    private static String name(int slot) {
        return "prefix." + slot;
    }

    @Override
    public Map<String, NDArray> parameters() {
        return parameters;
    }

    /// One matrix, `[tokens, 2·layers·hidden]`.
    @Override
    public Map<String, Tensor> exported() {
        int tokens = method.tokens();
        int dim = config.headDim();
        int width = 2 * config.layers() * config.hidden();
        float[] rows = new float[tokens * width];
        for (int slot = 0; slot < 2 * config.layers(); slot++) {
            int[] order = slot % 2 == 0 ? RowOrder.key(config) : RowOrder.value(config);
            float[] values = parameters.get(name(slot)).toFloatArray();
            for (int i = 0; i < values.length; i++) {
                int head = i / (tokens * dim);
                int token = i / dim % tokens;
                rows[token * width + slot * config.hidden() + head * dim + order[i % dim]] = values[i];
            }
        }
        return Map.of(NAME, new Tensor(List.of((long) tokens, (long) width), rows));
    }

    @Override
    public int prefix() {
        return method.tokens();
    }

    @Override
    public NDArray keys(int layer) {
        return parameters.get(name(2 * layer));
    }

    @Override
    public NDArray values(int layer) {
        return parameters.get(name(2 * layer + 1));
    }
}
