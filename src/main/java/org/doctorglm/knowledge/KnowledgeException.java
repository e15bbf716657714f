package org.doctorglm.knowledge;

import java.io.IOException;
import java.nio.file.Path;

/// A source of knowledge that cannot be used as a whole. Carries the file and the fact; the sentence is made elsewhere.
public final class KnowledgeException extends IOException {
    private final Reason reason;
    private final transient Path file;
    private final String detail;

    public KnowledgeException(Reason reason, Path file) {
        this(reason, file, "");
    }

    public KnowledgeException(Reason reason, Path file, Throwable cause) {
        super(reason + " " + file.getFileName(), cause);
        this.reason = reason;
        this.file = file;
        this.detail = "";
    }

    /// @param detail the column or columns concerned
    public KnowledgeException(Reason reason, Path file, String detail) {
        super(reason + " " + file.getFileName());
        this.reason = reason;
        this.file = file;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    public Path file() {
        return file;
    }

    public String detail() {
        return detail;
    }

    /// What is wrong.
    public enum Reason {
        /// The file is not there or cannot be read.
        UNREADABLE,
        /// Larger than [LibraryReader#MAX_FILE_BYTES].
        TOO_LARGE,
        /// The folder for imported files cannot be written.
        NOT_WRITABLE,
        /// A table in which no column is known to hold the name of the disease; the detail names the columns.
        NO_NAME_COLUMN,
        /// A table lacks a column that somebody asked for.
        NO_SUCH_COLUMN,
        /// No workbook, or one that is damaged, declares entities or unpacks to too much.
        BAD_WORKBOOK,
        /// An index of manual pages that is none.
        BAD_INDEX,
        /// A folder without any file that could be imported.
        NOTHING_TO_READ,
        /// There is no such import that could be taken back.
        NO_SUCH_IMPORT
    }
}
