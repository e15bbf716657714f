package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.function.UnaryOperator;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.training.djl.Changes.Place;

/// One block of ChatGLM: `x = norm(x); x = α·x + attention(x); x = norm(x); x = α·x + mlp(x)`. The residual is the normalised input.
///
/// Written once for learning and looking: whether a gradient is collected is decided outside. Source: `GLMBlock` of THUDM/chatglm-6b.
///
/// @param type numbers of the products with the base's matrices
record Block(GlmConfig config, int layer, GlmLayer base, DataType type, Kernels kernels) {
    /// @param x `[tokens, hidden]`; freed, with everything that lies between it and the result
    /// @param wanted rows that go on behind the attention
    NDArray forward(NDArray x, Changes changes, Noise noise, Attention attention, UnaryOperator<NDArray> wanted) {
        NDManager outer = x.getManager();
        try (NDManager scope = outer.newSubManager()) {
            x.attach(scope);
            double alpha = config.alpha();
            NDArray normed = base.inputNorm().of(x);
            NDArray qkv = changes.fused(layer, normed, base.qkv().of(normed, type), noise);
            NDArray mixed = wanted.apply(attention.mix(layer, qkv, changes));
            NDArray dense = changes.linear(layer, Place.DENSE, mixed, base.dense().of(mixed, type), noise);
            NDArray after = base.postNorm().of(kernels.plus(dense, wanted.apply(normed), alpha));
            NDArray inner = kernels.gelu(changes.linear(layer, Place.UP, after, base.up().of(after, type), noise));
            NDArray down = changes.linear(layer, Place.DOWN, inner, base.down().of(inner, type), noise);
            NDArray out = kernels.plus(down, after, alpha);
            out.attach(outer);
            return out;
        }
    }
}
