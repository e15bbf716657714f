package org.doctorglm.review;

/// The second level of a mark: the categories of CREOLA (fabrication, negation, causality, omission) and those that the paper's answers call for.
public enum MarkIssue {
    FABRICATION, NEGATION, WRONG_CAUSE, WRONG_MEDICINE, MISSED_RED_FLAG, OMISSION, OVER_GENERAL, OVER_CERTAIN, REPETITION, DID_NOT_ASK
}
