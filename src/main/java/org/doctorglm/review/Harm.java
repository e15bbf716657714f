package org.doctorglm.review;

/// What may come of it for a patient who follows it.
public enum Harm {
    NONE, MILD, MODERATE, SEVERE, DEATH
}
