package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import org.doctorglm.model.PackWeights;
import org.doctorglm.model.Quantizer;
import org.doctorglm.training.Arithmetic;
import org.doctorglm.training.BaseStorage;

/// A matrix of the network, `[outputs, inputs]`.
sealed interface Matrix {
    /// The matrix as a product reads it. May be made for the occasion: then it belongs to `manager`.
    NDArray at(NDManager manager, DataType type);

    /// `x·matrixᵀ`.
    ///
    /// @param x `[tokens, inputs]` in 32 bits
    /// @param arithmetic numbers of the product
    /// @return `[tokens, outputs]` in 32 bits
    default NDArray product(NDArray x, Arithmetic arithmetic, Kernels kernels) {
        return switch (arithmetic) {
            case FP32 -> Linear.linear(x, at(x.getManager(), DataType.FLOAT32)).singletonOrThrow();
            case FP16 -> Values.converted(Linear.linear(Values.converted(x, DataType.FLOAT16), at(x.getManager(), DataType.FLOAT16)).singletonOrThrow(), DataType.FLOAT32);
            case BF16 -> kernels.narrow(x, at(x.getManager(), DataType.FLOAT32));
        };
    }

    /// @param name in the pack, with `.weight`
    static Matrix read(NDManager manager, PackWeights pack, String name, BaseStorage storage) {
        int rows = Math.toIntExact(pack.place(name).shape().getFirst());
        int columns = Math.toIntExact(pack.place(name).shape().get(1));
        Values.Rows reader = (first, count, target) -> pack.readRows(name, first, count, target, 0);
        Matrix matrix = switch (storage) {
            case FP32 -> new Plain(Values.matrix(manager, rows, columns, DataType.FLOAT32, reader));
            case FP16 -> new Plain(Values.matrix(manager, rows, columns, DataType.FLOAT16, reader));
            case INT8 -> Rounded.read(manager, rows, columns, new Quantizer(8, BaseStorage.BLOCK, true), reader);
            case INT4 -> Rounded.read(manager, rows, columns, new Quantizer(4, BaseStorage.BLOCK, false), reader);
        };
        pack.release(name);
        return matrix;
    }

    /// Held as numbers that change: products with it have a way back to them.
    record Trained(NDArray values) implements Matrix {
        @Override
        public NDArray at(NDManager manager, DataType type) {
            return values.getDataType() == type ? values : manager.zeros(values.getShape(), type).addi(values);
        }
    }

    /// Held as numbers.
    record Plain(NDArray values) implements Matrix {
        @Override
        public NDArray at(NDManager manager, DataType type) {
            if (values.getDataType() == type) {
                return values;
            }
            NDArray cast = values.toType(type, true);
            cast.attach(manager);
            return cast;
        }
    }

    /// Held as codes: a weight is `code · scale + offset`.
    ///
    /// @param codes bytes, `[outputs, inputs]`; with 4 bits `[outputs, inputs/2]`: the first half of a row in the low nibbles, the second in the high
    /// @param scales `[outputs, blocks, 1]`
    /// @param offsets `[outputs, blocks, 1]`
    record Rounded(NDArray codes, NDArray scales, NDArray offsets, int bits) implements Matrix {
        /// Numbers that are widened at a time.
        private static final long MOST = 1 << 22;

        static Rounded read(NDManager manager, int rows, int columns, Quantizer quantizer, Values.Rows reader) {
            return new Rounding(rows, columns, quantizer).read(manager, reader);
        }

        @Override
        public NDArray at(NDManager manager, DataType type) {
            long rows = scales.getShape().get(0);
            long columns = scales.getShape().get(1) * BaseStorage.BLOCK;
            NDArray weights = manager.zeros(new Shape(rows, columns), type);
            long piece = Math.max(1, MOST / columns);
            for (long first = 0; first < rows; first += piece) {
                // Piece by piece: the head of a large network would be there several times over.
                try (NDManager scope = manager.newSubManager()) {
                    NDIndex some = new NDIndex("{}:{}", first, Math.min(first + piece, rows));
                    weights.set(some, widened(scope, some, columns));
                }
            }
            return weights;
        }

        private NDArray widened(NDManager scope, NDIndex rows, long columns) {
            NDArray wide = taken(codes, rows, scope).toType(DataType.FLOAT32, true);
            wide.attach(scope);
            if (bits == 4) {
                NDArray high = wide.mul(1f / 16).floor();
                wide = wide.subi(high.mul(16f)).concat(high, 1);
            }
            return wide.reshape(-1, columns / BaseStorage.BLOCK, BaseStorage.BLOCK).muli(taken(scales, rows, scope)).addi(taken(offsets, rows, scope))
                    .reshape(-1, columns);
        }

        private static NDArray taken(NDArray array, NDIndex rows, NDManager scope) {
            NDArray some = array.get(rows);
            some.attach(scope);
            return some;
        }
    }
}
