package org.doctorglm.knowledge;

/// Why an entry cannot be stored as it was typed.
///
/// @param field name of the field as in `disease.schema.json`
/// @param detail the words concerned, at most 40 characters; empty when there is nothing to add
public record EntryProblem(Reason reason, String field, String detail) {
    /// What is wrong.
    public enum Reason {
        /// A field that must be filled is empty.
        EMPTY,
        /// A text is too long.
        TOO_LONG,
        /// A list has too many lines.
        TOO_MANY,
        /// Control characters, such as line breaks inside a text.
        CONTROL_CHARACTER,
        /// Another entry has this name.
        NAME_TAKEN,
        /// No code of the form `J45` or `J45.9`.
        BAD_CODE,
        /// No entry has this name.
        UNKNOWN_ENTRY
    }
}
