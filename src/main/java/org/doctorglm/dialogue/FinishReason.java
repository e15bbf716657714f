package org.doctorglm.dialogue;

/// Why an answer ended.
public enum FinishReason {
    /// The model closed the answer itself.
    END,
    /// The limit of [SamplingSettings#maxTokens()] was reached.
    LENGTH,
    /// The doctor stopped it; the text so far is kept.
    STOPPED,
    /// The model repeated itself and was stopped.
    LOOP,
    /// The model's context is full.
    CONTEXT,
    /// No reference fits and the model must not answer without one; the text is empty.
    ABSTAINED,
    /// The program ended (or was killed) while the answer was being written.
    INTERRUPTED,
    /// The engine failed.
    FAILED
}
