package org.doctorglm.review;

/// What a coefficient of agreement allows, by Krippendorff's rule (2004, page 241): conclusions from 0.8 on, tentative ones from 0.667 on.
public enum Reliability {
    /// Nothing to compare, or everybody said the same one thing.
    UNDEFINED,
    /// Readers contradict one another more than chance would.
    WORSE_THAN_CHANCE,
    /// Marks say more about who read than about the answer; better the guideline than the model.
    UNRELIABLE,
    /// Good enough for tendencies.
    TENTATIVE,
    RELIABLE;

    private static final double LEAST_TENTATIVE = 0.667;
    private static final double LEAST_RELIABLE = 0.8;

    public static Reliability of(double coefficient) {
        if (Double.isNaN(coefficient)) {
            return UNDEFINED;
        }
        return coefficient < 0 ? WORSE_THAN_CHANCE : coefficient < LEAST_TENTATIVE ? UNRELIABLE : coefficient < LEAST_RELIABLE ? TENTATIVE : RELIABLE;
    }
}
