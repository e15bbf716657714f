package org.doctorglm.review;

/// By how much a selection grows with one key.
public enum SelectionUnit {
    /// What a reader sees as one character: with its combining marks, an emoji with all its parts, `\r\n`.
    CHARACTER,
    /// A word; Chinese words as far as a dictionary knows them.
    WORD,
    /// Up to a comma or stronger.
    CLAUSE,
    /// Up to a full stop, a question mark or the end of a line.
    SENTENCE
}
