package org.doctorglm.knowledge;

/// What is known of a disease as an answer to a question: the columns that the ranker weighs. Each lies roughly between 0 and 3.
enum Feature {
    /// 1 when the question names it.
    NAMED,
    /// 1 when the question denies it by name.
    NAME_DENIED,
    /// 1 when another disease is named and the question tells no finding of this one: its text alone must not outweigh a name.
    BESIDE_A_NAME,
    /// Rarity of the asserted findings that it has.
    FINDINGS,
    /// Rarity of those among them that tell it from others.
    KEY_FINDINGS,
    /// How many different findings it shares with the question, square root.
    SHARED,
    /// Share of the asserted findings, by rarity, that it explains.
    EXPLAINED,
    /// Rarity of the asserted findings that it does not explain.
    UNEXPLAINED,
    /// Rarity of its findings that the question denies.
    DENIED,
    /// Examinations of its that the question mentions.
    TESTS,
    /// Fit of its names as text, against the best of all entries and by itself.
    TEXT_NAMES, TEXT_NAMES_ALONE,
    /// Fit of its findings and of what its patients say.
    TEXT_FINDINGS, TEXT_FINDINGS_ALONE,
    /// Fit of the rest of its text.
    TEXT_BODY, TEXT_BODY_ALONE,
    /// 1 when it is a disease of another age, or of the other sex.
    OTHER_AGE, OTHER_SEX,
    /// 1 for an acute disease where the complaint lasts for weeks.
    TOO_LONG,
    /// 1 for common, -1 for rare ones.
    FREQUENCY,
    /// Fit of its meaning, against the best of all entries and by itself; 0 without a hospital's sentence model.
    MEANING, MEANING_ALONE;

    static final int COUNT = values().length;
}
