package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.training.Arithmetic;
import org.doctorglm.training.Sequence;

/// A network of the ChatGLM kind, whatever holds its numbers.
///
/// @param head `[vocabulary, hidden]`
/// @param arithmetic numbers of the products
record GlmNetwork(GlmConfig config, Embedding embedding, List<Block> blocks, GlmLayer.Norm finalNorm, Matrix head, Arithmetic arithmetic, Kernels kernels) {
    static GlmNetwork of(Weights weights, GlmConfig config, Kernels kernels, Arithmetic arithmetic) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < config.layers(); i++) {
            blocks.add(new Block(config, i, GlmLayer.of(weights, i, config.epsilon()), arithmetic, kernels));
        }
        return new GlmNetwork(config, weights.embedding(), List.copyOf(blocks), GlmLayer.Norm.of(weights, "final_norm", config.epsilon()),
                weights.matrix("head.weight"), arithmetic, kernels);
    }

    /// @return `[tokens, hidden]`
    NDArray embed(NDManager manager, List<Sequence> sequences) {
        return embed(manager, sequences.stream().flatMapToInt(s -> java.util.Arrays.stream(s.ids())).toArray());
    }

    NDArray embed(NDManager manager, int[] ids) {
        return embedding.of(manager, ids);
    }

    /// What comes next.
    ///
    /// @param x `[tokens, hidden]`, from the last block
    /// @return scores over the vocabulary, `[tokens, vocabulary]`, in 32 bits
    NDArray scores(NDArray x) {
        return head.product(finalNorm.of(x), arithmetic, kernels);
    }
}
