package org.doctorglm.training;

import java.util.List;

/// Numbers with a shape, outside of any library: what a network gives out to be stored and takes back.
///
/// @param shape lengths of the axes
/// @param values row-major
public record Tensor(List<Long> shape, float[] values) {
    public Tensor {
        shape = List.copyOf(shape);
        if (shape.stream().reduce(1L, Math::multiplyExact) != values.length) {
            throw new IllegalArgumentException(shape + " for " + values.length + " numbers");
        }
    }
}
