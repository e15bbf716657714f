package org.doctorglm.model;

import java.io.IOException;

/// A model folder or pack that cannot be used. Carries what and where; the sentence is made by window and command line.
public final class ModelException extends IOException {
    private final Reason reason;
    private final String subject;
    private final String detail;

    public ModelException(Reason reason, String subject, String detail) {
        super(reason + " " + subject + ": " + detail);
        this.reason = reason;
        this.subject = subject;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    /// The pack or folder.
    public String subject() {
        return subject;
    }

    public String detail() {
        return detail;
    }

    /// What is wrong.
    public enum Reason {
        /// The folder is no ChatGLM checkpoint; detail is the file or key.
        NOT_A_MODEL,
        /// A file of a pack is missing, shorter or otherwise not what the manifest says.
        DAMAGED_PACK,
        /// A file's SHA-256 differs from the manifest; detail is the file.
        WRONG_HASH,
        /// No pack of that name.
        UNKNOWN,
        /// A pack of that name is there already.
        EXISTS,
        /// The name has characters that a folder cannot have.
        BAD_NAME,
        /// Not enough room on the disk; detail is `needed/free` in bytes.
        DISK_FULL,
        /// The virtual machine may not take as much memory as the import needs; detail is `needed/free` in bytes.
        MEMORY_FULL,
        /// A source was written to, exchanged or deleted while it was read; detail is its name.
        SOURCE_CHANGED,
        /// The same import is running, here or in another program.
        BUSY,
        /// The pack came with the program and stays.
        SHIPPED,
        /// The adapter was made for another network; detail is what differs, adapter first.
        ADAPTER_MISMATCH,
        /// The network has a trained prefix of its own, and the adapter is one too; detail is the length of the first.
        TWO_PREFIXES,
        /// A pack that is rounded already, or has a prefix, cannot be what an adapter is merged into; detail is its precision.
        NOT_A_BASE,
        /// Made by a newer program; detail is the version of the format.
        NEWER_FORMAT,
        /// Made by an older program whose layout is no longer read; detail is the version of the format.
        OLDER_FORMAT
    }
}
