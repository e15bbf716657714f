package org.doctorglm.sampling;

/// Keeps the smallest set of likely tokens whose probabilities reach `p` (Holtzman 2020, arXiv 1904.09751).
final class TopP {
    private TopP() {
    }

    static Candidates apply(Candidates candidates, double p) {
        double sum = 0;
        for (int i = 0; i < candidates.ids().length; i++) {
            sum += candidates.probabilities()[i];
            if (sum >= p) {
                return candidates.first(i + 1);
            }
        }
        return candidates;
    }
}
