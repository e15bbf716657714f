package org.doctorglm.dialogue;

/// The database refuses. Unchecked, because every call to a repository can meet it and few can do anything about it.
public final class StorageException extends RuntimeException {
    private final Reason reason;

    public StorageException(Reason reason, String detail, Throwable cause) {
        super(reason + ": " + detail, cause);
        this.reason = reason;
    }

    public StorageException(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /// Why.
    public enum Reason {
        /// The file or its folder cannot be written.
        READ_ONLY,
        /// Another process holds the database for longer than a moment.
        LOCKED,
        /// A newer version of the program wrote it; detail is the version.
        NEWER,
        /// It is no database of this program or damaged.
        DAMAGED,
        /// The disk is full; what was stored before is kept.
        FULL,
        /// Anything else.
        OTHER
    }
}
