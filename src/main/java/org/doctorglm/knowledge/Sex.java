package org.doctorglm.knowledge;

/// The sex that a disease is limited to, or that a question speaks of.
public enum Sex {
    MALE, FEMALE
}
