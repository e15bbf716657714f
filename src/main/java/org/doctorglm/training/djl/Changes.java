package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is trained: beside a base that is not, or instead of it.
sealed interface Changes permits Lora, Prefix, FullTuning, NoChanges {
    /// The arrays that are changed, by the names they are stored under.
    Map<String, NDArray> parameters();

    /// The network that computes: the base, or what was made of it.
    default GlmNetwork network(GlmNetwork base) {
        return base;
    }

    /// Adds the change of the fused matrix, in place where it can.
    ///
    /// @param x what the matrix reads
    /// @param qkv what it gives, `[tokens, 3·hidden]`: all queries, all keys, all values
    default NDArray fused(int layer, NDArray x, NDArray qkv, Noise noise) {
        return qkv;
    }

    /// Adds the change of another matrix of the block, in place where it can.
    default NDArray linear(int layer, Place place, NDArray x, NDArray product, Noise noise) {
        return product;
    }

    /// Tokens that stand before every prompt.
    default int prefix() {
        return 0;
    }

    /// Keys of the prefix, `[heads, prefix, headDim]`, in the pack's order of dimensions.
    default @Nullable NDArray keys(int layer) {
        return null;
    }

    /// Values of the prefix, `[heads, prefix, headDim]`.
    default @Nullable NDArray values(int layer) {
        return null;
    }

    /// The other matrices of a block.
    enum Place {
        DENSE,
        UP,
        DOWN
    }
}
