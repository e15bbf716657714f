package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.doctorglm.training.Tensor;

/// The base by itself.
record NoChanges() implements Changes {
    @Override
    public Map<String, NDArray> parameters() {
        return Map.of();
    }

    @Override
    public Map<String, Tensor> exported() {
        return Map.of();
    }
}
