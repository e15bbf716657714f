package org.doctorglm.training;

/// What the guard noticed.
///
/// @param value what was measured
/// @param limit what it should not exceed, of ALIKE what it should not fall below; NaN where it is a matter of yes and no
/// @param severe whether the run should not go on
public record Alarm(Signal signal, double value, double limit, boolean severe) {
    public enum Signal {
        /// The loss of the training steps rises instead of falling.
        LOSS,
        /// The held-out loss rises above its best.
        HELD_OUT,
        /// The network has moved far from the base.
        DIVERGENCE,
        /// A probe answer turns in a circle.
        REPETITION,
        /// The probe answers, whatever was asked, say the same few things.
        ALIKE,
        /// A probe answer has no words in it.
        EMPTY,
        /// The general probe is no longer answered rightly.
        GENERAL
    }
}
