package org.doctorglm.dataset.importing;

/// How much of a file is believed at once.
public final class Limits {
    /// The longest line, in bytes.
    public static final int LINE = 4 << 20;
    /// The longest record, in characters.
    public static final int RECORD = 1 << 20;
    /// The deepest nesting of JSON.
    public static final int DEPTH = 32;
    /// The most lines that a quoted cell may run over.
    static final int CELL_LINES = 5_000;
    /// The most columns of a table.
    static final int COLUMNS = 200;
    /// Rejected records that are kept with a set; the others are counted.
    public static final int LISTED = 1_000;
    /// The most files of one import.
    static final int FILES = 100_000;

    private Limits() {
    }
}
