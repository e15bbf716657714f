package org.doctorglm.training;

import java.util.List;

/// What a network foresees of answers that it does not learn from.
///
/// @param losses of each sample, the sum over its tokens in nats
/// @param tokens of each sample
/// @param divergence mean KL(base ‖ tuned) over the tokens of the first [TrainableNetwork#COMPARED] samples
public record Evaluation(List<Double> losses, List<Integer> tokens, double divergence) {
    public Evaluation {
        losses = List.copyOf(losses);
        tokens = List.copyOf(tokens);
    }

    /// Nats a token.
    public double loss() {
        return losses.stream().mapToDouble(d -> d).sum() / Math.max(1, tokens.stream().mapToLong(t -> t).sum());
    }
}
