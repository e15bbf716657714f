package org.doctorglm.dataset.importing;

/// What a column of a table, or a field of an object, may hold.
public enum DialogueField { QUESTION, ANSWER, TITLE, DEPARTMENT }
