package org.doctorglm.knowledge;

/// What speaks for "none of the diseases of this library": the columns of the candidate that means abstaining.
enum NoneFeature {
    /// Always 1.
    BIAS,
    /// 1 when a disease of the library is named.
    NAMED,
    /// 1 when a disease is named that the library lacks.
    STRANGER,
    /// How many different findings are asserted, square root.
    FINDINGS,
    /// 1 when no finding is asserted.
    NO_FINDING,
    /// The best fit of the findings as text, over all entries.
    BEST_TEXT,
    /// The best fit of the names as text.
    BEST_NAME;

    static final int COUNT = values().length;
}
