package org.doctorglm.ui;

/// Why the window cannot open; each is one sentence on [StartProblemView].
public enum StartProblem {
    /// The home cannot be written.
    NO_WRITE_RIGHT,
    /// Another window has the home.
    SECOND_WINDOW,
    DATABASE_READ_ONLY,
    DATABASE_LOCKED,
    DATABASE_NEWER,
    DATABASE_DAMAGED,
    DISK_FULL,
    /// The shipped library is missing.
    NO_KNOWLEDGE,
    OTHER
}
