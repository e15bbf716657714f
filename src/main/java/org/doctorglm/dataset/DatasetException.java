package org.doctorglm.dataset;

import java.io.IOException;

/// Why dialogues cannot be read. Carries facts; window and command line say them in words.
public final class DatasetException extends IOException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String file;
    private final String detail;

    public enum Reason {
        /// A line is no dialogue; detail: its number.
        BAD_LINE,
        /// A line is longer than any dialogue; detail: its number.
        LONG_LINE,
        /// There is no dialogue in it.
        EMPTY
    }

    public DatasetException(Reason reason, String file, String detail) {
        super(reason + ": " + file + " " + detail);
        this.reason = reason;
        this.file = file;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    public String file() {
        return file;
    }

    public String detail() {
        return detail;
    }
}
