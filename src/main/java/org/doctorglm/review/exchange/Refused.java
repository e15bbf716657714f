package org.doctorglm.review.exchange;

/// Something of a file that was not taken.
///
/// @param file its name without folder
/// @param line counted from 1; the number of the task in Label Studio's files
/// @param detail what was found, short
public record Refused(String file, long line, Reason reason, String detail) {
    /// The most that are listed; the others are counted.
    public static final int LISTED = 1_000;

    /// Why it was not taken.
    public enum Reason {
        BAD_JSON,
        /// A line, a record or a table row that is longer than any review.
        TOO_LARGE,
        /// A place that is not in the text, or an end before the beginning.
        OUT_OF_RANGE,
        /// A place in the middle of a character (between the halves of a surrogate pair).
        INSIDE_CHARACTER,
        UNKNOWN_KIND,
        /// A severity, issue, harm, grade, role, state or time that there is not.
        BAD_VALUE,
        /// More marks on one answer than anybody sets; the first ones were taken.
        TOO_MANY_MARKS,
        /// Neither a text nor the id of an answer that is known.
        NO_TEXT,
        /// The answer is known with another text, so that places mean something else.
        OTHER_TEXT,
        /// A row or line that does not have the form of its file.
        BAD_ROW
    }
}
