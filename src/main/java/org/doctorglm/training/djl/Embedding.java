package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.Arrays;
import org.doctorglm.model.PackWeights;

/// What a token is to the first block.
sealed interface Embedding {
    /// The tensor of a pack: where embedding and head are one matrix, that of the head.
    static String name(PackWeights pack) {
        return pack.has("embedding.weight") ? "embedding.weight" : "head.weight";
    }

    /// @return `[tokens, hidden]`, belongs to `manager`
    NDArray of(NDManager manager, int[] ids);

    /// Whether the first block's input has a gradient.
    default boolean learns() {
        return false;
    }

    /// Rows of a pack's file.
    record Stored(PackWeights pack) implements Embedding {
        @Override
        public NDArray of(NDManager manager, int[] ids) {
            String name = name(pack);
            int hidden = Math.toIntExact(pack.place(name).shape().get(1));
            float[] rows = new float[ids.length * hidden];
            for (int i = 0; i < ids.length; i++) {
                pack.readRows(name, ids[i], 1, rows, i * hidden);
            }
            return manager.create(rows, new Shape(ids.length, hidden));
        }
    }

    /// Rows of a matrix that is trained.
    ///
    /// @param table `[vocabulary, hidden]`
    record Trained(NDArray table) implements Embedding {
        @Override
        public NDArray of(NDManager manager, int[] ids) {
            // Rows that occur twice get both gradients, in the order of the tokens: a run repeats to the bit.
            NDArray rows = ai.djl.nn.core.Embedding.embedding(manager.create(Arrays.stream(ids).asLongStream().toArray()), table, SparseFormat.DENSE)
                    .singletonOrThrow();
            rows.attach(manager);
            return rows;
        }

        @Override
        public boolean learns() {
            return true;
        }
    }
}
