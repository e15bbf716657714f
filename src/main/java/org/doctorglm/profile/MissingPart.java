package org.doctorglm.profile;

/// Something that a profile names and this computer does not have as it should be.
public record MissingPart(Kind kind, String name) {
    /// What is wrong with it.
    public enum Kind {
        NO_PACK,
        /// A pack of this name is another one.
        OTHER_PACK,
        /// The pack failed its quality gate.
        FAILED_PACK,
        NO_SET,
        /// A set of this name has other dialogues.
        OTHER_SET,
        NO_EVALUATION,
        /// A set of this name has other dialogues.
        OTHER_EVALUATION
    }
}
