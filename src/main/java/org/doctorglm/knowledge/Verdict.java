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
    /// What a disease that is commonly confused with the best one gets of its chance at least, where somebody must choose.
    private static final double CONFUSED = 0.04;
    /// Least chance of "none" at which a question about a disease that the library lacks, with no finding beside it, is given no other one.
    private static final double OTHER_DISEASE = 0.2;
    /// No chance is given as one.
    private static final double CERTAIN = 0.99;

    static Verdict of(Candidates candidates, RankerWeights weights, int topK) {
        List<Candidate> all = candidates.all();
        double[] chances = weights.chances(candidates);
        Verdict first = of(candidates, chances, weights, topK);
        // What a doctor would tell apart belongs among the choices, even where the words speak mostly for one disease.
        return first.state() == RetrievalState.CHOOSE ? of(candidates, withConfused(all, chances), weights, topK).as(RetrievalState.CHOOSE) : first;
    }

    private Verdict as(RetrievalState wanted) {
        return new Verdict(wanted, ranked);
    }

    /// Moves a little of the best unnamed candidate's chance to those it is confused with, where the question speaks of them at all.
    private static double[] withConfused(List<Candidate> all, double[] chances) {
        double[] moved = chances.clone();
        int best = IntStream.range(0, all.size()).boxed().max(Comparator.comparingDouble(i -> chances[i])).orElseThrow();
        if (all.get(best).named()) {
            return moved;
        }
        for (int i = 0; i < all.size(); i++) {
            double least = CONFUSED * chances[best];
            if (all.get(best).disease().confusedWith().contains(all.get(i).disease().id()) && all.get(i).feature(Feature.SHARED) > 0 && moved[i] < least) {
                moved[best] -= least - moved[i];
                moved[i] = least;
            }
        }
        return moved;
    }

    private static Verdict of(Candidates candidates, double[] chances, RankerWeights weights, int topK) {
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
                || first.feature(Feature.TEXT_FINDINGS_ALONE) > 0 || first.feature(Feature.TEXT_NAMES_ALONE) > 0
                || first.feature(Feature.MEANING_ALONE) > 0;
        boolean otherDisease = candidates.none()[NoneFeature.STRANGER.ordinal()] > 0 && all.stream().noneMatch(Candidate::named)
                && candidates.none()[NoneFeature.NO_FINDING.ordinal()] > 0 && none > OTHER_DISEASE;
        if (!asked || otherDisease || none >= weights.nothing() && none > chance) {
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
