package org.doctorglm.engine;

/// The network could not run.
public final class EngineException extends Exception {
    private final Reason reason;

    public EngineException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public EngineException(Reason reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /// What went wrong.
    public enum Reason {
        /// The weights could not be loaded.
        LOAD,
        /// The prompt's ids lack `[gMASK] <sop>`.
        PROMPT,
        /// Prompt and answer do not fit into the context.
        CONTEXT,
        /// An id outside the vocabulary.
        BAD_ID,
        /// This engine takes no adapter beside the network; detail is the adapter.
        ADAPTER,
        /// The runtime failed.
        RUN
    }
}
