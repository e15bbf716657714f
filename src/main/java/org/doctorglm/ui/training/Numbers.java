package org.doctorglm.ui.training;

import java.util.Locale;

/// How the training pages write their numbers: the same in every language, because they are compared with files and papers.
final class Numbers {
    private static final double PERCENT = 100;

    private Numbers() {
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// @param share 0.02 for 2 %
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", PERCENT * share);
    }

    /// Nats a token.
    static String loss(double nats) {
        return String.format(Locale.ROOT, "%.3f", nats);
    }
}
