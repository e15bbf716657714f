package org.doctorglm.sampling;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Keeps the tokens whose surprise is nearest to the expected one (the entropy), as many as needed to reach `p`
/// (locally typical sampling, arXiv 2202.00666, section 4).
final class TypicalP {
    private TypicalP() {
    }

    static Candidates apply(Candidates candidates, double p) {
        if (p >= 1) {
            return candidates;
        }
        double[] probabilities = candidates.probabilities();
        double entropy = 0;
        for (double probability : probabilities) {
            entropy -= probability > 0 ? probability * Math.log(probability) : 0;
        }
        double[] distance = new double[probabilities.length];
        for (int i = 0; i < distance.length; i++) {
            distance[i] = Math.abs(-Math.log(probabilities[i]) - entropy);
        }
        // The sort is stable: of equally distant tokens the likelier goes first.
        int[] order = IntStream.range(0, distance.length).boxed().sorted(Comparator.comparingDouble(i -> distance[i])).mapToInt(i -> i).toArray();
        double sum = 0;
        int kept = 0;
        while (kept < order.length && (kept == 0 || sum < p)) {
            sum += probabilities[order[kept++]];
        }
        int[] places = Arrays.copyOf(order, kept);
        Arrays.sort(places);
        return candidates.at(places);
    }
}
