package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.training.Sequence;

/// Answers of the network as it is now, token by token over a cache: for probes while a run goes on.
record Writing(GlmNetwork network, Changes changes, NDManager scope) {
    /// @param prompt ends in `[gMASK] <sop>`
    int[] greedy(int[] prompt, int most, Cancellation cancellation) {
        Sequence sequence = new Sequence(prompt, prompt.length - 1, new int[1]);
        KeyValues cache = new KeyValues(scope);
        NDArray x = network.embed(scope, prompt);
        Attention whole = new Attention.Whole(Packing.of(scope, List.of(sequence), network.config(), changes.prefix()), network.config(), cache,
                network.kernels());
        for (Block block : network.blocks()) {
            x = block.forward(x, changes, Noise.NONE, whole, UnaryOperator.identity());
        }
        int[] answer = new int[most];
        int count = 0;
        int next = likeliest(x);
        Integer end = network.config().eos();
        while (count < most && (end == null || next != end)) {
            cancellation.throwIfRequested();
            answer[count++] = next;
            if (count < most) {
                next = likeliest(step(next, sequence, prompt.length + count - 1, cache));
            }
        }
        return Arrays.copyOf(answer, count);
    }

    private NDArray step(int id, Sequence prompt, int index, KeyValues cache) {
        Packing.Tables tables = new Packing.Tables(network.config(), 1);
        tables.put(0, prompt.position(index), prompt.block(index));
        Shape shape = new Shape(1, 2, 1, network.config().headDim());
        Attention next = new Attention.Next(scope.create(tables.cos, shape), scope.create(tables.sin, shape), scope.zeros(new Shape(1, 1)), network.config(), cache,
                network.kernels());
        NDArray x = network.embed(scope, new int[] {id});
        for (Block block : network.blocks()) {
            x = block.forward(x, changes, Noise.NONE, next, UnaryOperator.identity());
        }
        return x;
    }

    private int likeliest(NDArray x) {
        try (NDManager inner = scope.newSubManager()) {
            x.attach(inner);
            return (int) network.scores(x.get(x.getShape().get(0) - 1).reshape(1, network.config().hidden())).argMax().getLong();
        }
    }
}
