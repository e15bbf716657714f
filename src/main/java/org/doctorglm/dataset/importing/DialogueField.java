package org.doctorglm.dataset.importing;

/// What a column of a table, or a field of an object, may hold.
public enum DialogueField {
    QUESTION, ANSWER, TITLE, DEPARTMENT,
    /// A number or name of the dialogue: rows one after the other that have the same are its rounds.
    DIALOGUE
}
