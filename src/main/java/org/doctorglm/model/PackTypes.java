package org.doctorglm.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How each matrix of a pack is stored.
///
/// @param standard for all that are not named
/// @param exceptions by the matrix's name in the pack, for example `head` or `layers.0.qkv`
record PackTypes(MatrixType standard, Map<String, MatrixType> exceptions) {
    PackTypes {
        exceptions = Map.copyOf(exceptions);
    }

    /// @param quantizer for precisions that have one
    static PackTypes of(Precision precision, @Nullable Quantizer quantizer, Map<String, Quantizer> exceptions) {
        MatrixType standard = quantizer != null ? new MatrixType.Tiled(quantizer)
                : precision == Precision.FP16 ? MatrixType.FLOAT16 : MatrixType.FLOAT32;
        Map<String, MatrixType> types = new HashMap<>();
        exceptions.forEach((matrix, other) -> types.put(matrix, new MatrixType.Tiled(other)));
        return new PackTypes(standard, types);
    }

    MatrixType of(String matrix) {
        return exceptions.getOrDefault(matrix, standard);
    }
}
