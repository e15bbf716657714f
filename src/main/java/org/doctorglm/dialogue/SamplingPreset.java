package org.doctorglm.dialogue;

/// Ready-made settings. The paper gives no values of its own; [#ORIGINAL_DEMO] are those of the DoctorGLM repository's demo.
public enum SamplingPreset {
    /// Little variety, for wording that must be careful.
    CONSERVATIVE(new SamplingSettings(0.2, 0.5, 20, 0, 1.10, 0, 256, 42).withDry(0.8)),
    /// The default.
    BALANCED(new SamplingSettings(0.7, 0.7, 50, 0, 1.08, 0, 384, SamplingSettings.RANDOM_SEED).withDry(0.8)),
    /// More variety, to see alternatives.
    DIVERSE(new SamplingSettings(0.95, 0.9, 0, 0.02, 1.05, 0, 512, SamplingSettings.RANDOM_SEED).withDry(0.6)),
    /// The Gradio demo of the DoctorGLM repository: top-p 0.7, temperature 0.95, repetition penalty 10, 2048 tokens.
    ORIGINAL_DEMO(new SamplingSettings(0.95, 0.7, 0, 0, 10, 0, 2048, SamplingSettings.RANDOM_SEED));

    private final SamplingSettings settings;

    SamplingPreset(SamplingSettings settings) {
        this.settings = settings;
    }

    public SamplingSettings settings() {
        return settings;
    }
}
