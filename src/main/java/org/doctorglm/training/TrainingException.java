package org.doctorglm.training;

import java.io.IOException;

/// Why a run cannot go on. Carries facts; window and command line say them in words.
public final class TrainingException extends IOException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String detail;

    public enum Reason {
        /// The libraries of the trainer are not here or cannot be loaded; detail: what the loader said.
        NO_LIBRARY,
        /// Memory of the device ran out.
        OUT_OF_MEMORY,
        /// A recipe file that cannot be used; detail: key and value.
        BAD_RECIPE,
        /// No run of this name; detail: the name.
        UNKNOWN_RUN,
        /// The run is being trained by another program; detail: its name.
        BUSY,
        /// Files of a run do not fit together; detail: the file.
        DAMAGED_RUN,
        /// The data set has no sample that can be learned from; detail: its name.
        NO_SAMPLES,
        /// The pack has no tokenizer, so text cannot be learned; detail: its name.
        NO_TOKENIZER,
        /// The network or the data are not those that the run began with; detail: which.
        CHANGED,
        /// The run trained the whole network, so there is no adapter; detail: its name.
        NO_ADAPTER,
        /// The run has come to its end and cannot go on; detail: its name.
        OVER,
        /// Loss or gradient are no numbers any more; detail: the step.
        NOT_A_NUMBER
    }

    public TrainingException(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
        this.detail = detail;
    }

    public TrainingException(Reason reason, String detail, Throwable cause) {
        this(reason, detail);
        initCause(cause);
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }
}
