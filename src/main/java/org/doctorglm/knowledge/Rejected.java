package org.doctorglm.knowledge;

/// A line that was not taken.
///
/// @param line counted from 1; 0 where an entry was made up of several lines
/// @param detail the field, name or position concerned; empty when there is nothing to add
public record Rejected(int line, Reason reason, String detail) {
    /// Why a line was not taken.
    public enum Reason {
        /// Not one JSON object.
        BAD_JSON,
        /// Not in the encoding of its file.
        BAD_ENCODING,
        /// More bytes than [BoundedLines#MAX_BYTES].
        LINE_TOO_LONG,
        /// A field of another schema version.
        WRONG_SCHEMA,
        MISSING_FIELD,
        UNKNOWN_FIELD,
        WRONG_TYPE,
        /// A text that is empty, too long, or a code that is not of the list.
        BAD_VALUE,
        /// An id that an earlier line or another file has.
        DUPLICATE_ID,
        /// A name that an earlier line or another file has.
        DUPLICATE_NAME,
        /// The library holds as many entries as it can.
        TOO_MANY,
        /// A row whose quote is never closed.
        OPEN_QUOTE,
        /// Nothing of the entry is new to the one that is there.
        NOTHING_NEW,
        /// A page without any of the sections that are read.
        NO_SECTION,
        /// A page that cannot be read.
        UNREADABLE
    }
}
