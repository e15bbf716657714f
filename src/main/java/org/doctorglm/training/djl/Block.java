package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.training.djl.Changes.Place;

/// One block of ChatGLM: `x = norm(x); x = α·x + attention(x); x = norm(x); x = α·x + mlp(x)`. The residual is the normalised input.
///
/// Written once for learning and looking: whether a gradient is collected is decided outside. Source: `GLMBlock` of THUDM/chatglm-6b.
///
/// @param type numbers of the products with the base's matrices
record Block(GlmConfig config, int layer, BaseLayer base, DataType type) {
    /// `√(2/π)·2` and that times 0.044715: `gelu(x) = x·σ(x·(a + b·x²))`, the tanh form written with a sigmoid.
    private static final float GELU_A = (float) (2 * Math.sqrt(2 / Math.PI));
    private static final float GELU_B = GELU_A * 0.044715f;

    /// @param x `[tokens, hidden]`; freed, with everything that lies between it and the result
    NDArray forward(NDArray x, Changes changes, Noise noise, Attention attention) {
        NDManager outer = x.getManager();
        try (NDManager scope = outer.newSubManager()) {
            x.attach(scope);
            double alpha = config.alpha();
            NDArray normed = base.inputNorm().of(x);
            NDArray qkv = changes.fused(layer, normed, base.qkv().of(normed, type), noise);
            NDArray mixed = attention.mix(layer, qkv, changes);
            NDArray dense = changes.linear(layer, Place.DENSE, mixed, base.dense().of(mixed, type), noise);
            NDArray after = base.postNorm().of(Values.times(normed, alpha).add(dense));
            NDArray inner = gelu(changes.linear(layer, Place.UP, after, base.up().of(after, type), noise));
            NDArray down = changes.linear(layer, Place.DOWN, inner, base.down().of(inner, type), noise);
            NDArray out = Values.times(after, alpha).add(down);
            out.attach(outer);
            return out;
        }
    }

    private static NDArray gelu(NDArray x) {
        return Activation.sigmoid(Values.times(x.mul(x), GELU_B).add(GELU_A).mul(x)).mul(x);
    }
}
