package org.doctorglm.training;

/// How gradients become steps.
public sealed interface Optimizer {
    /// Sign of a momentum (Chen et al. 2023, arXiv 2302.06675, algorithm 2): `u = sign(β1·m + (1−β1)·g)`, `p ← p − rate·(u + λ·p)`,
    /// `m ← β2·m + (1−β2)·g`.
    record Lion(double beta1, double beta2) implements Optimizer {
        /// As published.
        public static final Lion PUBLISHED = new Lion(0.9, 0.99);
    }

    /// Adam with decoupled decay (Loshchilov and Hutter 2019, arXiv 1711.05101).
    record AdamW(double beta1, double beta2, double epsilon) implements Optimizer {
        public static final AdamW USUAL = new AdamW(0.9, 0.999, 1e-8);
    }

    /// As in recipes.
    default String key() {
        return switch (this) {
            case Lion ignored -> "lion";
            case AdamW ignored -> "adamw";
        };
    }

    /// Numbers that are kept for each number that is changed.
    default int moments() {
        return switch (this) {
            case Lion ignored -> 1;
            case AdamW ignored -> 2;
        };
    }
}
