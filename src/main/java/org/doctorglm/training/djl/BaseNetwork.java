package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.PackWeights;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.Sequence;

/// The frozen network of a pack. Embeddings are looked up in the pack's file, the rest lies in memory.
///
/// @param head `[vocabulary, hidden]`
record BaseNetwork(GlmConfig config, PackWeights pack, List<Block> blocks, BaseLayer.Norm finalNorm, FrozenMatrix head, Kernels kernels) implements AutoCloseable {
    /// @throws IllegalArgumentException for a pack with a prefix: it is trained for its prefix only
    static BaseNetwork read(NDManager manager, Kernels kernels, ModelPack pack, Recipe recipe) throws IOException {
        GlmConfig config = pack.manifest().config();
        PackWeights weights = PackWeights.open(pack);
        try {
            return read(manager, kernels, weights, config, recipe);
        } catch (RuntimeException | Error e) {
            weights.close();
            throw e;
        }
    }

    private static BaseNetwork read(NDManager manager, Kernels kernels, PackWeights weights, GlmConfig config, Recipe recipe) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < config.layers(); i++) {
            BaseLayer layer = BaseLayer.read(manager, weights, i, recipe.base(), config.epsilon());
            blocks.add(new Block(config, i, layer, Values.type(recipe.arithmetic()), kernels));
        }
        return new BaseNetwork(config, weights, List.copyOf(blocks), BaseLayer.Norm.read(manager, weights, "final_norm", config.epsilon()),
                FrozenMatrix.read(manager, weights, "head.weight", recipe.base()), kernels);
    }

    /// @return `[tokens, hidden]`
    NDArray embed(NDManager manager, List<Sequence> sequences) {
        return embed(manager, sequences.stream().flatMapToInt(s -> java.util.Arrays.stream(s.ids())).toArray());
    }

    NDArray embed(NDManager manager, int[] ids) {
        String name = pack.has("embedding.weight") ? "embedding.weight" : "head.weight";
        float[] rows = new float[ids.length * config.hidden()];
        for (int i = 0; i < ids.length; i++) {
            pack.readRows(name, ids[i], 1, rows, i * config.hidden());
        }
        return manager.create(rows, new Shape(ids.length, config.hidden()));
    }

    @Override
    public void close() {
        pack.close();
    }
}
