package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import org.doctorglm.model.PackWeights;
import org.doctorglm.training.BaseStorage;

/// Weights of one block; names and row order are the pack's.
record BaseLayer(Norm inputNorm, Product qkv, Product dense, Norm postNorm, Product up, Product down) {
    /// @param layer number of the block
    static BaseLayer read(NDManager manager, PackWeights pack, int layer, BaseStorage storage, double epsilon) {
        String name = "layers." + layer + ".";
        return new BaseLayer(Norm.read(manager, pack, name + "input_norm", epsilon), Product.read(manager, pack, name + "qkv", storage),
                Product.read(manager, pack, name + "dense", storage), Norm.read(manager, pack, name + "post_norm", epsilon),
                Product.read(manager, pack, name + "up", storage), Product.read(manager, pack, name + "down", storage));
    }

    /// LayerNorm, always in 32 bits.
    record Norm(NDArray weight, NDArray bias, double epsilon) {
        static Norm read(NDManager manager, PackWeights pack, String name, double epsilon) {
            return new Norm(manager.create(pack.read(name + ".weight")), manager.create(pack.read(name + ".bias")), epsilon);
        }

        /// @param x `[tokens, hidden]`
        NDArray of(NDArray x) {
            return LayerNorm.layerNorm(x, new Shape(x.getShape().get(1)), weight, bias, (float) epsilon).singletonOrThrow();
        }
    }

    /// A linear layer.
    record Product(FrozenMatrix matrix, NDArray bias) {
        static Product read(NDManager manager, PackWeights pack, String name, BaseStorage storage) {
            return new Product(FrozenMatrix.read(manager, pack, name + ".weight", storage), manager.create(pack.read(name + ".bias")));
        }

        /// @param x `[tokens, inputs]` in 32 bits
        /// @param type numbers of the product
        /// @return `[tokens, outputs]` in 32 bits
        NDArray of(NDArray x, DataType type) {
            NDArray weights = matrix.at(x.getManager(), type);
            if (type == DataType.FLOAT32) {
                return Linear.linear(x, weights, bias).singletonOrThrow();
            }
            // The sum is in the wider type.
            return Linear.linear(Values.converted(x, type), weights).singletonOrThrow().add(bias);
        }
    }
}
