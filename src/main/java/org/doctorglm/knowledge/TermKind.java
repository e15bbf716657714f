package org.doctorglm.knowledge;

/// What a word of the dictionary stands for.
public enum TermKind {
    /// A disease, of the library or known by name only.
    DISEASE,
    SYMPTOM,
    TEST,
    DRUG
}
