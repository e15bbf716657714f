package org.doctorglm.dataset;

import java.io.IOException;

/// Why dialogues cannot be read. Carries facts; window and command line say them in words.
public final class DatasetException extends IOException {
    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String file;
    private final String detail;

    public enum Reason {
        /// A line is no dialogue; detail: its number.
        BAD_LINE,
        /// A line is longer than any dialogue; detail: its number.
        LONG_LINE,
        /// There is no dialogue in it.
        EMPTY,
        /// Nobody knows this layout; detail: what was seen.
        UNKNOWN_FORMAT,
        /// A layout that is known and holds no dialogues; detail: its kind.
        NO_DIALOGUES,
        /// Neither UTF-8 nor GB18030; detail: line, where one is known.
        WRONG_ENCODING,
        /// A document that cannot be read on; detail: line.
        BROKEN,
        /// A workbook that is damaged, unpacks to too much, or declares entities; detail: what.
        BAD_WORKBOOK,
        /// A table without columns for question and answer; detail: its columns.
        NO_COLUMNS,
        /// No file to read, or nothing in the folder.
        UNREADABLE,
        /// The file changed while it was read.
        CHANGED,
        /// A name that no set can have.
        BAD_NAME,
        /// There is a set of this name.
        TAKEN,
        /// There is no set of this name.
        UNKNOWN_SET,
        /// A set whose file is damaged or of a newer program; detail: what.
        DAMAGED_SET,
        /// A set that was made of no other: there is no step to take back.
        NOT_DERIVED,
        /// What a set was made of is no longer there, so that taking the step back would lose it; detail: its name.
        PARENT_GONE,
        /// Nobody accepted a question.
        NOTHING_ACCEPTED,
        /// There is no dialogue at this place; detail: how many there are.
        NO_DIALOGUE
    }

    public DatasetException(Reason reason, String file, String detail) {
        super(reason + ": " + file + " " + detail);
        this.reason = reason;
        this.file = file;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    public String file() {
        return file;
    }

    public String detail() {
        return detail;
    }
}
