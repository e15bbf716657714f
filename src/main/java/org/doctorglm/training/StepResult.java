package org.doctorglm.training;

/// What one step says of itself.
///
/// @param loss mean over the learned tokens of the step, nats a token, before the step
/// @param divergence mean KL(base ‖ tuned) over the same tokens, NaN where it was not asked for
/// @param gradientNorm length of the gradient before it was clipped
/// @param tokens learned
/// @param fed tokens read
public record StepResult(double loss, double divergence, double gradientNorm, long tokens, long fed) {
}
