package org.doctorglm.dataset;

/// A record of a file that was not taken.
///
/// @param file its name without folder
/// @param line counted from 1, where the record begins; the row of a workbook
/// @param detail a field or a name, empty when there is nothing to add
public record RejectedRecord(String file, long line, Reason reason, String detail) {
    /// Why a record was not taken.
    public enum Reason {
        BAD_JSON,
        /// More objects within objects than any dialogue has.
        TOO_DEEP,
        /// Bytes that are no characters of the file's encoding.
        BAD_ENCODING,
        LINE_TOO_LONG,
        /// More characters than [org.doctorglm.dataset.importing.Limits#RECORD].
        TOO_LARGE,
        /// A quote that is never closed.
        OPEN_QUOTE,
        /// Another number of columns than its table.
        WRONG_COLUMNS,
        /// No field of this name, or another kind of value in it.
        MISSING_FIELD,
        NO_QUESTION,
        NO_ANSWER,
        /// A wrong answer of a set that has right and wrong ones.
        WRONG_ANSWER
    }
}
