package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import org.doctorglm.training.Arithmetic;

/// Weights of one block; names and row order are the pack's.
record GlmLayer(Norm inputNorm, Product qkv, Product dense, Norm postNorm, Product up, Product down) {
    /// @param layer number of the block
    static GlmLayer of(Weights weights, int layer, double epsilon) {
        String name = "layers." + layer + ".";
        return new GlmLayer(Norm.of(weights, name + "input_norm", epsilon), Product.of(weights, name + "qkv"), Product.of(weights, name + "dense"),
                Norm.of(weights, name + "post_norm", epsilon), Product.of(weights, name + "up"), Product.of(weights, name + "down"));
    }

    /// LayerNorm, always in 32 bits.
    record Norm(NDArray weight, NDArray bias, double epsilon) {
        static Norm of(Weights weights, String name, double epsilon) {
            return new Norm(weights.vector(name + ".weight"), weights.vector(name + ".bias"), epsilon);
        }

        /// @param x `[tokens, hidden]`
        NDArray of(NDArray x) {
            return LayerNorm.layerNorm(x, new Shape(x.getShape().get(1)), weight, bias, (float) epsilon).singletonOrThrow();
        }
    }

    /// A linear layer.
    record Product(Matrix matrix, NDArray bias) {
        static Product of(Weights weights, String name) {
            return new Product(weights.matrix(name + ".weight"), weights.vector(name + ".bias"));
        }

        /// @param x `[tokens, inputs]` in 32 bits
        /// @param arithmetic numbers of the product
        /// @return `[tokens, outputs]` in 32 bits
        NDArray of(NDArray x, Arithmetic arithmetic, Kernels kernels) {
            if (arithmetic == Arithmetic.FP32) {
                // In one pass over what comes out.
                return Linear.linear(x, matrix.at(x.getManager(), DataType.FLOAT32), bias).singletonOrThrow();
            }
            return matrix.product(x, arithmetic, kernels).addi(bias);
        }
    }
}
