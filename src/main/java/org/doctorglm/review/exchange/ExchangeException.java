package org.doctorglm.review.exchange;

import java.io.IOException;

/// Why a whole file cannot be read. Carries facts; window and command line say them in words.
public final class ExchangeException extends IOException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String file;

    public enum Reason {
        /// No file, or none that may be read.
        UNREADABLE,
        /// No form that is known, or one that is only read.
        UNKNOWN_FORMAT,
        /// Bytes that are no UTF-8, or a document that breaks off.
        BROKEN,
        /// A table without the columns it needs.
        NO_COLUMNS,
        /// No bundle of feedback, or one with files that do not belong there.
        NOT_A_BUNDLE,
        /// A part is not as its manifest says.
        WRONG_HASH,
        /// It unpacks to more than any bundle.
        TOO_LARGE
    }

    public ExchangeException(Reason reason, String file) {
        super(reason + ": " + file);
        this.reason = reason;
        this.file = file;
    }

    public Reason reason() {
        return reason;
    }

    public String file() {
        return file;
    }
}
