package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.doctorglm.model.PackWeights;
import org.doctorglm.training.BaseStorage;

/// Where a network takes its numbers from. Names and row order are the pack's.
interface Weights {
    /// @param name with `.weight`
    Matrix matrix(String name);

    NDArray vector(String name);

    Embedding embedding();

    /// Those of a pack, which nobody changes. Embeddings are looked up in the pack's file, the rest lies in memory.
    ///
    /// @param pack stays open as long as the network
    record Frozen(NDManager manager, PackWeights pack, BaseStorage storage) implements Weights {
        @Override
        public Matrix matrix(String name) {
            return Matrix.read(manager, pack, name, storage);
        }

        @Override
        public NDArray vector(String name) {
            return manager.create(pack.read(name));
        }

        @Override
        public Embedding embedding() {
            return new Embedding.Stored(pack);
        }
    }
}
