package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Turns chances into a ranking and one of the three states.
///
/// Confident needs one named disease, or at least two findings, a telling one among them, that leave one disease far ahead; a question that
/// names a disease which the library lacks is never answered confidently with another.
///
/// @param ranked best first
record Verdict(RetrievalState state, List<Evidence> ranked) {
    /// No chance is given as one.
    private static final double CERTAIN = 0.99;

    static Verdict of(Candidates candidates, RankerWeights weights, int topK) {
        double[] chances = weights.chances(candidates);
        List<Candidate> all = candidates.all();
        List<Integer> order = IntStream.range(0, all.size()).boxed().sorted(Comparator.<Integer>comparingDouble(i -> -chances[i])
                .thenComparing(i -> all.get(i).disease().id())).toList();
        List<Evidence> ranked = new ArrayList<>();
        for (int i : order.subList(0, Math.min(topK, order.size()))) {
            ranked.add(new Evidence(all.get(i).disease(), Math.min(CERTAIN, chances[i]), all.get(i).matched()));
        }
        if (order.isEmpty()) {
            return new Verdict(RetrievalState.ABSTAIN, ranked);
        }
        Candidate first = all.get(order.getFirst());
        double chance = chances[order.getFirst()];
        double none = chances[all.size()];
        boolean asked = candidates.none()[NoneFeature.NO_FINDING.ordinal()] == 0 || all.stream().anyMatch(Candidate::named)
                || first.feature(Feature.TEXT_FINDINGS_ALONE) > 0 || first.feature(Feature.TEXT_NAMES_ALONE) > 0;
        if (!asked || none >= weights.nothing() && none > chance) {
            return new Verdict(RetrievalState.ABSTAIN, ranked);
        }
        boolean stranger = candidates.none()[NoneFeature.STRANGER.ordinal()] > 0;
        long named = all.stream().filter(Candidate::named).count();
        boolean sure = chance >= weights.sure() && (named == 0 ? !stranger && supported(first) : named == 1 && first.named());
        return new Verdict(sure ? RetrievalState.CONFIDENT : RetrievalState.CHOOSE, ranked);
    }

    /// At least two different findings, a key one among them where the entry tells its key ones.
    private static boolean supported(Candidate first) {
        boolean key = first.disease().keySymptoms().isEmpty() || first.feature(Feature.KEY_FINDINGS) > 0;
        return first.feature(Feature.SHARED) > 1.2 && key;
    }
}
