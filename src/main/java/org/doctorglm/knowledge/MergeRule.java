package org.doctorglm.knowledge;

/// What an import does with an entry that the library has already, by id, name or alias.
public enum MergeRule {
    /// The old entry stays; the new one is listed among the rejected.
    KEEP,
    /// The new entry takes the place and the id of the old one, whose name becomes an alias.
    REPLACE,
    /// The old entry stays, and its empty fields are filled from the new one.
    FILL
}
