package org.doctorglm.experiment;

import java.io.IOException;

/// Why an experiment cannot be made or gone on with. Carries facts; window and command line say them in words.
public final class ExperimentException extends IOException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String subject;
    private final String detail;

    public enum Reason {
        /// No experiment of this name.
        UNKNOWN,
        /// There is an experiment of this name with another plan.
        EXISTS,
        /// A name that no folder can have.
        BAD_NAME,
        /// Not a plan; detail: line or field.
        BAD_PLAN,
        /// More cells than anybody waits for; detail: how many.
        TOO_MANY,
        /// A pack or an adapter is not the one that the experiment began with; detail: its name.
        CHANGED,
        /// Another program works on it.
        BUSY,
        /// Its files are not as they were written; detail: which one.
        DAMAGED,
        /// Nothing is there to be compared.
        NO_ANSWERS,
        /// No cell of this id.
        UNKNOWN_CELL
    }

    /// @param subject name of the experiment or of the file
    public ExperimentException(Reason reason, String subject, String detail) {
        super(reason + ": " + subject + " " + detail);
        this.reason = reason;
        this.subject = subject;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    public String subject() {
        return subject;
    }

    public String detail() {
        return detail;
    }
}
