package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/// The base by itself.
record NoChanges() implements Changes {
    @Override
    public Map<String, NDArray> parameters() {
        return Map.of();
    }
}
