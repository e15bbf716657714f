package org.doctorglm.knowledge;

/// The age that a disease belongs to, or that a question speaks of.
public enum AgeGroup {
    /// Below 14 years.
    CHILD,
    /// 14 to 59 years.
    ADULT,
    /// 60 years and older.
    ELDER;

    /// The group of an age in whole years.
    public static AgeGroup ofYears(int years) {
        if (years < 14) {
            return CHILD;
        }
        return years < 60 ? ADULT : ELDER;
    }
}
