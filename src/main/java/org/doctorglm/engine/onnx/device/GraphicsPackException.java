package org.doctorglm.engine.onnx.device;

import org.jspecify.annotations.Nullable;

/// The libraries for graphics cards cannot be used.
public final class GraphicsPackException extends Exception {
    private final Reason reason;
    private final String detail;

    public GraphicsPackException(Reason reason, String detail) {
        this(reason, detail, null);
    }

    public GraphicsPackException(Reason reason, String detail, @Nullable Throwable cause) {
        super(reason + ": " + detail, cause);
        this.reason = reason;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    /// A fact for the sentence: a file, a version, a platform.
    public String detail() {
        return detail;
    }

    /// What is wrong.
    public enum Reason {
        /// The folder has no manifest, or one that is no manifest.
        NOT_A_PACK,
        /// Made for another version of this program; detail is the version of ONNX Runtime in it.
        OTHER_VERSION,
        /// Made for another system; detail is its platform.
        OTHER_PLATFORM,
        /// A file is missing or changed; detail is its name.
        DAMAGED,
        /// The disk has no room; detail is the bytes needed.
        NO_ROOM
    }
}
