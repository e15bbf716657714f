package org.doctorglm.metrics;

import java.util.List;

/// chrF2 (Popović 2015): runs of one to six characters, white space left out; the mean precision and the mean recall over the lengths that both
/// texts have, joined with β = 2 (recall counts four times). The same as sacreBLEU's `chrF2` divided by 100. Pure functions.
public final class ChrF {
    private static final int LONGEST = 6;
    private static final double BETA_SQUARED = 4;

    private ChrF() {
    }

    public static double of(String answer, String reference) {
        return of(List.of(answer), List.of(reference));
    }

    /// Counts are added up over all answers before anything is divided.
    ///
    /// @param references one for each answer
    public static double of(List<String> answers, List<String> references) {
        double precision = 0;
        double recall = 0;
        int lengths = 0;
        for (int n = 1; n <= LONGEST; n++) {
            long common = 0;
            long said = 0;
            long wanted = 0;
            for (int i = 0; i < answers.size(); i++) {
                List<String> answer = Tokens.CHARACTERS.of(answers.get(i));
                List<String> reference = Tokens.CHARACTERS.of(references.get(i));
                common += Ngrams.common(Ngrams.counts(answer, n), Ngrams.counts(reference, n));
                said += Ngrams.all(answer, n);
                wanted += Ngrams.all(reference, n);
            }
            if (said > 0 && wanted > 0) {
                precision += (double) common / said;
                recall += (double) common / wanted;
                lengths++;
            }
        }
        if (precision + recall == 0) {
            return 0;
        }
        return (1 + BETA_SQUARED) * precision / lengths * (recall / lengths) / ((BETA_SQUARED * precision + recall) / lengths);
    }
}
