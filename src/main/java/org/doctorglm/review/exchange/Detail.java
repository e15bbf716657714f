package org.doctorglm.review.exchange;

/// What a file may or may not be able to say.
public enum Detail {
    /// The id and the question of an answer.
    ANSWER,
    /// Marks of one kind over one another.
    OVERLAP,
    /// Issue, severity and harm.
    CATEGORIES,
    COMMENT,
    CORRECTION,
    /// Grades of the whole answer and the note of what is missing.
    GRADES,
    REVIEWER,
    /// The ids of marks and when they were made.
    IDENTITY,
    /// Blanks and line ends exactly as they are.
    BLANKS,
    /// Department, model and settings of the answer, and how far its reading is.
    SOURCE
}
