package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.UnaryOperator;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.training.Arithmetic;
import org.doctorglm.training.djl.Changes.Place;

/// One block of ChatGLM: `x = norm(x); x = α·x + attention(x); x = norm(x); x = α·x + mlp(x)`. The residual is the normalised input.
///
/// Written once for learning and looking: whether a gradient is collected is decided outside. Source: `GLMBlock` of THUDM/chatglm-6b.
///
/// @param arithmetic numbers of the products with the matrices
record Block(GlmConfig config, int layer, GlmLayer weights, Arithmetic arithmetic, Kernels kernels) {
    /// @param x `[tokens, hidden]`; freed, with everything that lies between it and the result
    /// @param wanted rows that go on behind the attention
    NDArray forward(NDArray x, Changes changes, Noise noise, Attention attention, UnaryOperator<NDArray> wanted) {
        NDManager outer = x.getManager();
        try (NDManager scope = outer.newSubManager()) {
            x.attach(scope);
            double alpha = config.alpha();
            NDArray normed = weights.inputNorm().of(x);
            NDArray qkv = changes.fused(layer, normed, weights.qkv().of(normed, arithmetic, kernels), noise);
            NDArray mixed = wanted.apply(attention.mix(layer, qkv, changes));
            NDArray dense = changes.linear(layer, Place.DENSE, mixed, weights.dense().of(mixed, arithmetic, kernels), noise);
            NDArray after = weights.postNorm().of(kernels.plus(dense, wanted.apply(normed), alpha));
            NDArray inner = kernels.gelu(changes.linear(layer, Place.UP, after, weights.up().of(after, arithmetic, kernels), noise));
            NDArray down = changes.linear(layer, Place.DOWN, inner, weights.down().of(inner, arithmetic, kernels), noise);
            NDArray out = kernels.plus(down, after, alpha);
            out.attach(outer);
            return out;
        }
    }
}
