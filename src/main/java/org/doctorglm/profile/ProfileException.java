package org.doctorglm.profile;

import java.io.IOException;

/// Why a profile cannot be read or stored. Carries facts; window and command line say them in words.
public final class ProfileException extends IOException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String subject;
    private final String detail;

    public enum Reason {
        /// No profile of this name.
        UNKNOWN,
        /// There is a profile of this name.
        EXISTS,
        /// A name that no profile can have.
        BAD_NAME,
        /// No file to read.
        UNREADABLE,
        /// The profile names no filter.
        NO_FILTER,
        /// The file to write is there already.
        FILE_EXISTS,
        /// Larger than any profile.
        TOO_LARGE,
        /// No JSON, or deeper than any profile.
        NOT_A_PROFILE,
        /// Of a newer program; detail: its format.
        NEWER,
        /// A field that nobody knows; detail: its name.
        UNKNOWN_FIELD,
        /// A value that cannot be used, or is missing; detail: its field.
        WRONG_FIELD
    }

    /// @param subject name of the profile or of the file
    public ProfileException(Reason reason, String subject, String detail) {
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
