package org.doctorglm.dataset;

/// Who wrote the dialogues of a set. Nobody can see it in the text: it is what the one who brought them says.
public enum Origin {
    /// People asked, doctors answered.
    REAL,
    /// A network wrote them.
    SYNTHETIC,
    /// Nobody said.
    UNKNOWN
}
