package org.doctorglm.experiment;

/// What an experiment is about: decides how its results are shown first.
public enum Layout {
    /// Models beside each other, as in the paper's Tables 2 to 4.
    COMPARISON,
    /// LoRA against P-tuning, as in Table 5.
    ADAPTERS,
    /// Top-p by temperature. The paper announces it as its Table 6, which is not there; the layout is ours.
    GRID,
    /// Checkpoints of a run, as in Table 7.
    CHECKPOINTS,
    /// Precisions of one network.
    PRECISION,
    /// With and without the prompt designer (research question 4).
    DESIGNER
}
