package org.doctorglm.knowledge;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Chooses how sure is sure enough, on the questions that the weights were fitted to.
final class RankerThresholds {
    /// Abstaining must be right this often.
    private static final double ABSTAIN_PRECISION = 0.98;
    /// And so must a confident answer.
    private static final double CONFIDENT_PRECISION = 0.95;
    /// Below it two diseases may be nearly as likely.
    private static final double LEAST_SURE = 0.66;
    private static final double STEP = 0.02;

    private RankerThresholds() {
    }

    static RankerWeights fit(RankerWeights weights, List<Candidates> candidates, List<LabelledQuery> queries,
                             Function<String, Optional<Disease>> find) {
        double nothing = 0.98;
        for (double tried = 0.96; tried >= 0.1; tried -= STEP) {
            RankerWeights trial = new RankerWeights(weights.disease(), weights.none(), 1, tried);
            int abstained = 0;
            int rightly = 0;
            for (int i = 0; i < queries.size(); i++) {
                if (Verdict.of(candidates.get(i), trial, 1).state() == RetrievalState.ABSTAIN) {
                    abstained++;
                    rightly += queries.get(i).diseases().isEmpty() ? 1 : 0;
                }
            }
            if (abstained > 0 && (double) rightly / abstained >= ABSTAIN_PRECISION) {
                nothing = tried;
            }
        }
        return new RankerWeights(weights.disease(), weights.none(), sure(weights, nothing, candidates, queries, find), nothing);
    }

    private static double sure(RankerWeights weights, double nothing, List<Candidates> candidates, List<LabelledQuery> queries,
                               Function<String, Optional<Disease>> find) {
        for (double tried = LEAST_SURE; tried < 0.95; tried += STEP) {
            RankerWeights trial = new RankerWeights(weights.disease(), weights.none(), tried, nothing);
            int confident = 0;
            int rightly = 0;
            for (int i = 0; i < queries.size(); i++) {
                Verdict verdict = Verdict.of(candidates.get(i), trial, 1);
                if (verdict.state() == RetrievalState.CONFIDENT) {
                    confident++;
                    Disease first = verdict.ranked().getFirst().disease();
                    rightly += queries.get(i).diseases().stream().anyMatch(name -> find.apply(name).filter(first::equals).isPresent()) ? 1 : 0;
                }
            }
            if (confident > 0 && (double) rightly / confident >= CONFIDENT_PRECISION) {
                return tried;
            }
        }
        return 0.95;
    }
}
