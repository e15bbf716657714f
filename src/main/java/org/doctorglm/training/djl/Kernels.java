package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Operators of libtorch that do in one pass over memory what DJL's do in several, each with the way back for gradients.
///
/// A training step on a processor spends as long on passes over activations as on products; see decision 0012. Used by one network on its thread.
final class Kernels {
    /// Names of the operators are those of libtorch's own list; a number comes as an array without axes.
    private static final String METHODS = """
              def gelu(self: __torch__.M, x: Tensor) -> Tensor:
                return torch.gelu(x, approximate="tanh")
              def narrow(self: __torch__.M, x: Tensor, matrix: Tensor) -> Tensor:
                return torch.to(torch.linear(torch.to(x, 15), torch.to(matrix, 15)), 6)
              def plus(self: __torch__.M, x: Tensor, y: Tensor, factor: Tensor) -> Tensor:
                return torch.add_(x, y, alpha=float(factor))
              def product(self: __torch__.M, x: Tensor, y: Tensor, matrix: Tensor, factor: Tensor) -> Tensor:
                return torch.addmm_(x, y, torch.t(matrix), alpha=float(factor))
              def turn(self: __torch__.M, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
                half = torch.floordiv(torch.size(x, -1), 2)
                return torch.addcmul_(torch.mul(x, cos), torch.roll(x, [half], [-1]), sin)
              def attend(self: __torch__.M, q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
                mixed = torch.scaled_dot_product_attention(torch.unsqueeze(q, 0), torch.unsqueeze(k, 0), torch.unsqueeze(v, 0), mask, 0., False, scale=1.)
                return torch.flatten(torch.transpose(torch.squeeze(mixed, 0), 0, 1), 1)
            """;

    private final PtSymbolBlock module;
    /// By method: the binding takes the name of a last array for the method's.
    private final Map<String, NDArray> names = new HashMap<>();

    /// @param outer frees everything
    Kernels(NDManager outer) throws IOException {
        NDManager manager = outer.newSubManager();
        for (String method : List.of("gelu", "narrow", "plus", "product", "turn", "attend")) {
            NDArray name = manager.zeros(new Shape(1));
            name.setName("module_method:" + method);
            names.put(method, name);
        }
        module = JniUtils.loadModule((PtNDManager) manager, new ByteArrayInputStream(Program.archive(METHODS)), false, false);
    }

    /// The tanh form of GELU (Hendrycks and Gimpel 2016, arXiv 1606.08415).
    NDArray gelu(NDArray x) {
        return run("gelu", x);
    }

    /// `x·matrixᵀ` in BF16, given out in 32 bits. The binding itself ends the process when it is asked for numbers of this type (DJL 0.35.1); here they never leave libtorch.
    ///
    /// @param x `[tokens, inputs]` in 32 bits
    /// @param matrix `[outputs, inputs]` in 32 bits
    NDArray narrow(NDArray x, NDArray matrix) {
        return run("narrow", x, matrix);
    }

    /// `x ← x + factor·y`; what made `x` must not need it for its gradient.
    NDArray plus(NDArray x, NDArray y, double factor) {
        return run("plus", x, y, number(x, factor));
    }

    /// `x ← x + factor·y·matrixᵀ`; what made `x` must not need it for its gradient.
    NDArray product(NDArray x, NDArray y, NDArray matrix, double factor) {
        return run("product", x, y, matrix, number(x, factor));
    }

    /// Rotary turn: `x·cos + swapped(x)·sin`, where the halves of the last axis change places.
    NDArray turn(NDArray x, NDArray cos, NDArray sin) {
        return run("turn", x, cos, sin);
    }

    /// `softmax(q·kᵀ + mask)·v` for all heads, without the matrix of all scores.
    ///
    /// @param q `[heads, tokens, headDim]`, scaled
    /// @param k `[heads, seen, headDim]`
    /// @param v `[heads, seen, headDim]`
    /// @param mask `[tokens, seen]`
    /// @return `[tokens, hidden]`
    NDArray attend(NDArray q, NDArray k, NDArray v, NDArray mask) {
        return run("attend", q, k, v, mask);
    }

    private static NDArray number(NDArray near, double value) {
        return near.getManager().full(new Shape(), (float) value);
    }

    /// The result belongs to the manager of the first argument.
    private NDArray run(String method, NDArray... arguments) {
        NDList all = new NDList(arguments);
        all.add(names.get(method));
        return IValueUtils.forward(module, all, true).singletonOrThrow();
    }
}
