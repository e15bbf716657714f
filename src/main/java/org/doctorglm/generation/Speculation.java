package org.doctorglm.generation;

/// Whether tokens are guessed from the prompt and checked several at a time (see [PromptLookup]).
public enum Speculation {
    /// Where the engine gives the same bits for many tokens as for one, so that nothing but the speed changes.
    AUTOMATIC,
    /// Never.
    OFF,
    /// Always, also where the last bits may differ; for measurements.
    FORCED
}
