package org.doctorglm.study;

import java.util.Locale;

/// What a study does one after the other.
public enum StudyStage {
    /// The network in its precisions.
    NETWORKS,
    /// Questions with answers, made of disease sheets.
    PAIRS,
    LORA, P_TUNING,
    /// What LoRA learned, merged and rounded, through the gate.
    PACK,
    /// LoRA against P-tuning (the paper's Table 5).
    ADAPTERS,
    /// Checkpoints of the LoRA run (Table 7).
    CHECKPOINTS,
    /// Top-p by temperature (Table 6).
    GRID,
    /// One network in several precisions.
    PRECISION,
    /// With and without the prompt designer.
    DESIGNER,
    /// Base and tuned network under the paper's conditions (Tables 2 to 4).
    COMPARISON;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Of the run, pack or experiment that it leaves.
    String title() {
        return "quick-" + key();
    }
}
