package org.doctorglm.knowledge;

/// Where in an entry a word of the question was found.
public enum MatchField {
    NAME,
    ALIAS,
    /// One of the findings that tell the disease from others.
    KEY_SYMPTOM,
    SYMPTOM,
    /// An examination of the diagnosis section.
    TEST,
    /// A finding of this disease that the question denies: speaks against it.
    DENIED
}
