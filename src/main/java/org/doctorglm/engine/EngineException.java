package org.doctorglm.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The network could not run.
public final class EngineException extends Exception {
    private final Reason reason;
    private final @Nullable Fallback missing;

    public EngineException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
        this.missing = null;
    }

    public EngineException(Reason reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
        this.missing = null;
    }

    /// The device that was asked for cannot be used.
    public EngineException(Fallback missing) {
        super(missing.detail());
        this.reason = Reason.DEVICE;
        this.missing = missing;
    }

    public Reason reason() {
        return reason;
    }

    /// Why the device cannot be used; for DEVICE only.
    public Optional<Fallback> missing() {
        return Optional.ofNullable(missing);
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
        /// The device that was asked for cannot be used; [#missing()] says why.
        DEVICE,
        /// The device has not enough memory; detail is the number of bytes that were asked for.
        MEMORY,
        /// The runtime failed.
        RUN
    }
}
