package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.PackWeights;
import org.doctorglm.training.Recipe;

/// Every number of the network is trained: a copy of the base in 32 bits, whatever the base itself is held in, which stays to be compared with.
///
/// Parameters have the pack's names and row order. Where embedding and head are one matrix, they stay one.
final class FullTuning implements Changes {
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final GlmNetwork network;

    FullTuning(NDManager manager, Kernels kernels, PackWeights pack, GlmConfig config, Recipe recipe) {
        network = GlmNetwork.of(new Copied(manager, pack, parameters), config, kernels, recipe.arithmetic());
    }

    @Override
    public Map<String, NDArray> parameters() {
        return parameters;
    }

    @Override
    public GlmNetwork network(GlmNetwork base) {
        return network;
    }

    /// Copies what it gives out, each tensor once, and notes it as a parameter.
    private record Copied(NDManager manager, PackWeights pack, Map<String, NDArray> parameters) implements Weights {
        @Override
        public Matrix matrix(String name) {
            return new Matrix.Trained(table(name));
        }

        private NDArray table(String name) {
            NDArray known = parameters.get(name);
            if (known != null) {
                return known;
            }
            List<Long> shape = pack.place(name).shape();
            NDArray values = Values.matrix(manager, Math.toIntExact(shape.getFirst()), Math.toIntExact(shape.get(1)), DataType.FLOAT32,
                    (first, count, target) -> pack.readRows(name, first, count, target, 0));
            pack.release(name);
            parameters.put(name, values);
            return values;
        }

        @Override
        public NDArray vector(String name) {
            NDArray values = manager.create(pack.read(name));
            parameters.put(name, values);
            return values;
        }

        @Override
        public Embedding embedding() {
            return new Embedding.Trained(table(Embedding.name(pack)));
        }
    }
}
