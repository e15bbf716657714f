package org.doctorglm.knowledge;

import java.io.IOException;
import java.nio.file.Path;

/// A source of knowledge that cannot be used as a whole. Carries the file and the fact; the sentence is made elsewhere.
public final class KnowledgeException extends IOException {
    private final Reason reason;
    private final transient Path file;

    public KnowledgeException(Reason reason, Path file) {
        super(reason + " " + file.getFileName());
        this.reason = reason;
        this.file = file;
    }

    public KnowledgeException(Reason reason, Path file, Throwable cause) {
        super(reason + " " + file.getFileName(), cause);
        this.reason = reason;
        this.file = file;
    }

    public Reason reason() {
        return reason;
    }

    public Path file() {
        return file;
    }

    /// What is wrong.
    public enum Reason {
        /// The file is not there or cannot be read.
        UNREADABLE,
        /// Larger than [LibraryReader#MAX_FILE_BYTES].
        TOO_LARGE,
        /// The folder for imported files cannot be written.
        NOT_WRITABLE
    }
}
