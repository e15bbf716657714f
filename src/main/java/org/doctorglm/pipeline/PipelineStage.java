package org.doctorglm.pipeline;

/// The places of the loop, in its order (Figure 1 of the DoctorGLM paper): what is marked at its end is data again at its beginning.
public enum PipelineStage {
    /// Sets of dialogues.
    DATA,
    /// Into Chinese. Done outside of this program, which has no way out of this computer; it counts what waits for it.
    TRANSLATION,
    /// LoRA or P-tuning on a frozen base.
    TRAINING,
    /// Rounding and the quality gate.
    GATE,
    /// What can answer.
    PACKS,
    /// The prompt designer with the disease library.
    DESIGNER,
    CHAT,
    REVIEW;

    /// The place that stands behind it; behind the last one comes the first.
    public PipelineStage next() {
        return values()[(ordinal() + 1) % values().length];
    }
}
