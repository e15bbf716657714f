package org.doctorglm.training.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.Sequence;
import org.jspecify.annotations.Nullable;

/// One micro-batch: forward, loss, backward.
///
/// @param scope everything that is computed belongs to it
record Learning(GlmNetwork base, Changes changes, Recipe recipe, Noise noise, NDManager scope) {
    /// Sums over the learned tokens.
    record Sums(double loss, double divergence) {
    }

    /// Scores of every learned place, `[learned, vocabulary]`, in 32 bits.
    NDArray scores(List<Sequence> batch) {
        return changes.network(base).scores(last(batch, changes));
    }

    /// As [#scores], without the adapter.
    NDArray baseScores(List<Sequence> batch) {
        return base.scores(last(batch, new NoChanges()));
    }

    private NDArray last(List<Sequence> batch, Changes with) {
        Attention attention = attention(batch, with);
        GlmNetwork network = with.network(base);
        NDArray x = network.embed(scope, batch);
        for (Block block : network.blocks()) {
            x = block.forward(x, with, noise, attention, wanted(block, batch));
        }
        return x;
    }

    private Attention attention(List<Sequence> batch, Changes with) {
        return new Attention.Whole(Packing.of(scope, batch, base.config(), with.prefix()), base.config(), KeyValues.NONE, base.kernels());
    }

    /// Behind the last attention no token reads another: only those go on whose next token is learned.
    private UnaryOperator<NDArray> wanted(Block block, List<Sequence> batch) {
        return block.layer() == base.config().layers() - 1 ? x -> learned(x, batch) : UnaryOperator.identity();
    }

    private static NDArray learned(NDArray x, List<Sequence> batch) {
        long[] cuts = new long[2 * batch.size() - 1];
        int from = 0;
        for (int i = 0; i < batch.size(); i++) {
            cuts[2 * i] = from + batch.get(i).context();
            from += batch.get(i).length();
            if (i < batch.size() - 1) {
                cuts[2 * i + 1] = from;
            }
        }
        NDList parts = x.split(cuts, 0);
        NDList rows = new NDList();
        for (int i = 1; i < parts.size(); i += 2) {
            rows.add(parts.get(i));
        }
        return rows.size() == 1 ? rows.getFirst() : NDArrays.concat(rows, 0);
    }

    /// Keeps everything between the first block and the loss.
    Sums whole(List<Sequence> batch, @Nullable NDArray reference, long learned, GradientCollector collector) {
        Loss loss = loss(scores(batch), batch, reference);
        collector.backward(Values.times(loss.wanted(), 1.0 / learned));
        return loss.sums();
    }

    /// Keeps what enters each block; what lies within is computed again when the gradient comes by.
    Sums sparing(List<Sequence> batch, @Nullable NDArray reference, long learned, GradientCollector collector) {
        Attention attention = attention(batch, changes);
        List<NDArray> inputs = new ArrayList<>();
        ai.djl.pytorch.jni.JniUtils.setGradMode(false);
        GlmNetwork network = changes.network(base);
        NDArray x = network.embed(scope, batch);
        for (Block block : network.blocks()) {
            inputs.add(x.duplicate());
            x = block.forward(x, changes, noise, attention, wanted(block, batch));
        }
        ai.djl.pytorch.jni.JniUtils.setGradMode(true);
        x.setRequiresGradient(true);
        Sums sums;
        try (NDManager inner = scope.newSubManager()) {
            x.tempAttach(inner);
            Loss loss = loss(network.scores(x), batch, reference);
            collector.backward(Values.times(loss.wanted(), 1.0 / learned));
            sums = loss.sums();
        }
        NDArray gradient = x.getGradient();
        for (int i = inputs.size() - 1; i >= 0; i--) {
            Block block = network.blocks().get(i);
            gradient = back(block, inputs.get(i), i > 0 || network.embedding().learns(), gradient, attention, wanted(block, batch), collector);
        }
        if (network.embedding().learns()) {
            collector.backward(network.embed(scope, batch).mul(gradient).sum());
        }
        return sums;
    }

    /// @param further whether what made the input learns
    private NDArray back(Block block, NDArray input, boolean further, NDArray gradient, Attention attention, UnaryOperator<NDArray> wanted, GradientCollector collector) {
        input.setRequiresGradient(further);
        NDArray out = block.forward(Values.times(input, 1), changes, noise, attention, wanted);
        collector.backward(out.mul(gradient).sum());
        NDArray next = further ? input.getGradient() : gradient;
        out.close();
        return next;
    }

    /// @param wanted what is made small: `(1 − ε)·nll + ε·(mean over all words of −log p) + β·KL(base ‖ tuned)`, summed over the learned tokens
    private record Loss(NDArray wanted, Sums sums) {
    }

    private Loss loss(NDArray scores, List<Sequence> batch, @Nullable NDArray reference) {
        NDArray logs = scores.logSoftmax(-1);
        NDArray plain = logs.gather(labels(batch), 1).sum().neg();
        NDArray wanted = plain;
        if (recipe.labelSmoothing() > 0) {
            wanted = Values.times(plain, 1 - recipe.labelSmoothing()).sub(Values.times(logs.mean(new int[] {1}).sum(), recipe.labelSmoothing()));
        }
        double divergence = 0;
        if (reference != null) {
            NDArray kl = divergence(reference, logs);
            wanted = wanted.add(Values.times(kl, recipe.klToBase()));
            divergence = kl.getFloat();
        }
        return new Loss(wanted, new Sums(plain.getFloat(), divergence));
    }

    private static NDArray divergence(NDArray reference, NDArray logs) {
        NDArray before = reference.logSoftmax(-1);
        return before.exp().mul(before.sub(logs)).sum();
    }

    private NDArray labels(List<Sequence> batch) {
        long[] labels = batch.stream().flatMapToInt(s -> Arrays.stream(s.labels())).asLongStream().toArray();
        return scope.create(labels, new Shape(labels.length, 1));
    }

    /// @param losses receives the loss of each sample, in nats
    /// @param compared whether the distance from the base is measured too
    /// @return KL(base ‖ tuned), summed over the learned tokens
    double measure(List<Sequence> batch, List<Double> losses, boolean compared) {
        NDArray logs = scores(batch).logSoftmax(-1);
        float[] each = logs.gather(labels(batch), 1).toFloatArray();
        int at = 0;
        for (Sequence sequence : batch) {
            double sum = 0;
            for (int i = 0; i < sequence.labels().length; i++) {
                sum -= each[at++];
            }
            losses.add(sum);
        }
        return compared ? divergence(baseScores(batch), logs).getFloat() : 0;
    }
}
