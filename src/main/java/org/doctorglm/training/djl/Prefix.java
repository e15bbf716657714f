package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.training.Method;

/// A prefix that is trained as it is, without a projection: keys and values of every layer, kept by head in the pack's order of dimensions.
final class Prefix implements Changes {
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
            parameters.put(Method.Prefix.slot(slot), manager.create(values, shape));
        }
    }

    @Override
    public Map<String, NDArray> parameters() {
        return parameters;
    }

    @Override
    public int prefix() {
        return method.tokens();
    }

    @Override
    public NDArray keys(int layer) {
        return parameters.get(Method.Prefix.slot(2 * layer));
    }

    @Override
    public NDArray values(int layer) {
        return parameters.get(Method.Prefix.slot(2 * layer + 1));
    }
}
