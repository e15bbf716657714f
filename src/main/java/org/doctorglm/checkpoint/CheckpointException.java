package org.doctorglm.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/// A tensor file that cannot be used. Carries the file and the fact; the sentence is made elsewhere.
public final class CheckpointException extends IOException {
    private final Reason reason;
    private final transient Path file;
    private final String detail;

    public CheckpointException(Reason reason, Path file, String detail) {
        super(reason + " " + file.getFileName() + ": " + detail);
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
        /// No file of a known layout in the folder.
        NO_WEIGHTS,
        /// Shorter than its own header says, or the header makes no sense.
        DAMAGED,
        /// An element type that is not read.
        UNKNOWN_TYPE,
        /// A sound file of a layout that is not read; detail is the fact, for example the compression of a zip entry.
        UNSUPPORTED,
        /// A pickle that asks for something that no weights need; detail is what it named. Nothing of it was run.
        FORBIDDEN_GLOBAL,
        /// An adapter's configuration has a value that cannot be, or that contradicts what the user says; detail is key and value.
        ADAPTER_CONFIG,
        /// Neither an adapter's configuration nor the user tells a value that cannot be guessed; detail is the keys, separated by `, `.
        ADAPTER_INCOMPLETE,
        /// A tensor that the network needs is not there.
        MISSING_TENSOR,
        /// A tensor has another shape than the configuration asks for.
        WRONG_SHAPE
    }
}
