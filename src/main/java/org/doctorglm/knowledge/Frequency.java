package org.doctorglm.knowledge;

/// How often a disease is met in practice, roughly: what a doctor thinks of first when nothing else decides.
public enum Frequency {
    COMMON, UNCOMMON, RARE
}
