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
    BEST_NAME,
    /// The best fit of the findings for each character of the question: small talk fits a little everywhere.
    TEXT_DENSITY,
    /// How far the best fit of the findings stands out from the third best.
    TEXT_GAP,
    /// How many words of any kind the dictionary knows, square root.
    WORDS,
    /// Share of Latin letters: a question in English has fewer words in the dictionary.
    LATIN,
    /// How many different characters speak of body and complaints, square root.
    BODILY,
    /// The best fit of an entry's meaning; 0 without a hospital's sentence model.
    BEST_MEANING;

    static final int COUNT = values().length;
}
