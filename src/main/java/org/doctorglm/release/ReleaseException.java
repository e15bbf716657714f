package org.doctorglm.release;

import java.io.IOException;

/// A measurement that cannot be made with what was given. Carries what and where; the sentence is made by window and command line.
public final class ReleaseException extends IOException {
    private final Reason reason;
    private final String subject;
    private final String detail;

    public ReleaseException(Reason reason, String subject, String detail) {
        super(reason + " " + subject + ": " + detail);
        this.reason = reason;
        this.subject = subject;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    /// The file or pack.
    public String subject() {
        return subject;
    }

    public String detail() {
        return detail;
    }

    /// What is wrong.
    public enum Reason {
        /// A line is no JSON with a prompt and an answer; detail is its number.
        BAD_LINE,
        /// The file has nothing to measure.
        NO_TEXT,
        /// The file is too large to be a list of examples; detail is its length in bytes.
        TOO_LARGE,
        /// The reference was rounded itself; detail is its precision.
        ROUNDED_REFERENCE,
        /// The reference foresees the texts no better than drawing tokens blindly would, so nothing can be measured against it: a wrong prompt
        /// layout, texts of another language, or an engine that computes nonsense. Detail is its loss, nats a token.
        BLIND_REFERENCE,
        /// The two packs were not made of the same files; detail is the first that differs.
        OTHER_SOURCES,
        /// Nothing to compare with was given, and no FP32 pack of the same files is installed.
        NO_REFERENCE,
        /// No recipe, not even all matrices at eight bits, stays below the bar; detail is the smallest increase, per cent.
        UNREACHABLE
    }
}
