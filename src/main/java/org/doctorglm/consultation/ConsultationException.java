package org.doctorglm.consultation;

/// Why a question could not be answered. The reason is a closed choice that window and command line put into words.
public final class ConsultationException extends Exception {
    private final Reason reason;
    private final String detail;

    public ConsultationException(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
        this.detail = detail;
    }

    public ConsultationException(Reason reason, String detail, Throwable cause) {
        super(reason + ": " + detail, cause);
        this.reason = reason;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    /// A fact for the sentence: a length, a name, a path; never the text of a question.
    public String detail() {
        return detail;
    }

    /// What went wrong.
    public enum Reason {
        /// The question has no visible character.
        EMPTY_QUESTION,
        /// The prompt leaves no room for an answer; detail is `tokens/limit`.
        QUESTION_TOO_LONG,
        /// No model pack is installed.
        NO_MODEL,
        /// The pack is damaged or a file is missing; detail is the file.
        MODEL_DAMAGED,
        /// The pack failed its quality gate, and nobody insisted on it; detail is its name.
        GATE_FAILED,
        /// The pack of the chosen department profile is not installed, or is another one; detail is its name.
        PROFILE_MODEL,
        /// The disease named by the doctor is not in the library; detail is the name.
        UNKNOWN_DISEASE,
        /// The answer or question to go on with is not there.
        NOT_FOUND,
        /// The model pack of the stored answer is not installed; detail is its name.
        OTHER_MODEL,
        /// The engine failed.
        ENGINE,
        /// The database could not be written; what was written before is kept.
        STORAGE
    }
}
