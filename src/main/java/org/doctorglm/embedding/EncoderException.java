package org.doctorglm.embedding;

import java.io.IOException;

/// A sentence model that cannot be used. Carries the reason and the fact; the sentence is made elsewhere.
public final class EncoderException extends IOException {
    private final Reason reason;
    private final String detail;

    /// @param detail a name, a number or what the runtime said
    public EncoderException(Reason reason, String detail) {
        super(reason + " " + detail);
        this.reason = reason;
        this.detail = detail;
    }

    public EncoderException(Reason reason, String detail, Throwable cause) {
        super(reason + " " + detail, cause);
        this.reason = reason;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }

    /// What is wrong.
    public enum Reason {
        /// No encoder is installed.
        NONE,
        /// The folder lacks this file.
        MISSING,
        /// A link or a folder where a file should be.
        NO_FILE,
        /// A file larger than any sentence model needs.
        TOO_LARGE,
        /// `model.onnx` is no ONNX file.
        NOT_ONNX,
        /// It wants to read a file that does not lie beside it.
        OUTSIDE,
        /// It holds a loop, so nobody can say when it ends.
        LOOP,
        /// A vocabulary that is no text, too large, or lacks a control token.
        VOCABULARY,
        /// A configuration that is no JSON or says what cannot be.
        CONFIGURATION,
        /// It asks for a way from tokens to a sentence that is not known here.
        POOLING,
        /// Inputs or outputs other than those of a sentence model.
        SHAPE,
        /// ONNX Runtime refuses it.
        RUN,
        /// The installed files are not those that were installed.
        DAMAGED,
        /// The disk is full.
        NO_ROOM
    }
}
