package org.doctorglm.training;

/// When the guard speaks up. Every limit is ours; none is the paper's, which names no rule.
///
/// @param window steps over which the loss is averaged
/// @param lossRise nats a token above the beginning's average that are severe
/// @param blowUp nats a token above the first steps that are severe at once
/// @param aboveBase nats a token above the base on the very same samples, mean of two of the first steps, that are severe
/// @param heldOutRise share above the best held-out loss that alarms; three times as much is severe
/// @param divergence mean KL to the base in nats a token that alarms; four times as much is severe
/// @param repetition share of repeated groups of four characters in one answer that alarms
/// @param alike distinct-2 of all probe answers together, as a share of that before the first step, below which they alarm
public record GuardSettings(int window, double lossRise, double blowUp, double aboveBase, double heldOutRise, double divergence, double repetition, double alike) {
    /// First steps of a run that are compared with the base on their own samples. A network that a far too high rate has broken soon learns the commonest words again, and its
    /// loss looks well; what it knew is gone.
    static final int BESIDE_BASE = 12;
    public static final GuardSettings USUAL = new GuardSettings(8, 0.7, 2.5, 0.5, 0.05, 1.5, 0.35, 0.5);
}
