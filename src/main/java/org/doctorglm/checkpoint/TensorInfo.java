package org.doctorglm.checkpoint;

import java.util.List;

/// What a file says of a tensor.
///
/// @param shape lengths of the axes, row-major
public record TensorInfo(DataType type, List<Long> shape) {
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /// @throws ArithmeticException when the axes multiply to more than a `long` holds
    public long elements() {
        return shape.isEmpty() ? 1 : Math.multiplyExact(shape.getFirst(), rowLength());
    }

    /// Elements behind the first axis.
    public long rowLength() {
        return shape.stream().skip(1).reduce(1L, Math::multiplyExact);
    }
}
