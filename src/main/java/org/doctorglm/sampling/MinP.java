package org.doctorglm.sampling;

/// Drops tokens less likely than `share` times the most likely one (arXiv 2407.01082).
final class MinP {
    private MinP() {
    }

    static Candidates apply(Candidates candidates, double share) {
        double least = share * candidates.probabilities()[0];
        int kept = candidates.ids().length;
        while (kept > 1 && candidates.probabilities()[kept - 1] < least) {
            kept--;
        }
        return candidates.first(kept);
    }
}
