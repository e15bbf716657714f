package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// Fits the ranker's weights to questions whose answer is known.
///
/// The loss is the negative logarithm of the chance that the right diseases get together (of "none", where the library must abstain), its mean
/// over the questions, plus a penalty on the distance from the weights of judgement, so that columns which the questions hardly use keep them.
/// Full-batch Adam from the same start: the same questions give the same weights. The weights' signs stay as judged, for a finding must
/// never speak against the disease that has it.
final class RankerTraining {
    /// Columns that are not learned: a name decides, and no number of words makes a man pregnant.
    private static final Set<Feature> FIXED = Set.of(Feature.NAMED, Feature.NAME_DENIED, Feature.OTHER_SEX);
    private static final int ROUNDS = 2500;
    private static final double RATE = 0.03;
    private static final double PENALTY = 5e-4;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;

    private final List<Sample> samples = new ArrayList<>();
    private final RankerWeights start = RankerWeights.untrained();

    /// @param right indexes of the right candidates; empty for "none"
    private record Sample(Candidates candidates, List<Integer> right) {
    }

    /// A question; one whose answer is not among the candidates teaches nothing and is left out.
    ///
    /// @param ids of the diseases that are right, empty when the library must abstain
    void add(Candidates candidates, Set<String> ids) {
        List<Integer> right = new ArrayList<>();
        for (int i = 0; i < candidates.all().size(); i++) {
            if (ids.contains(candidates.all().get(i).disease().id())) {
                right.add(i);
            }
        }
        if (ids.isEmpty() || !right.isEmpty()) {
            samples.add(new Sample(candidates, right));
        }
    }

    /// @param thresholds chooses the chances that are sure enough, when the weights are known
    RankerWeights run(Function<RankerWeights, RankerWeights> thresholds, Progress progress, Cancellation cancellation) {
        double[] weights = joined(start);
        double[] first = weights.clone();
        double[] mean = new double[weights.length];
        double[] square = new double[weights.length];
        for (int round = 1; round <= ROUNDS; round++) {
            cancellation.throwIfRequested();
            double[] gradient = gradient(weights, first);
            for (int i = 0; i < weights.length; i++) {
                mean[i] = BETA1 * mean[i] + (1 - BETA1) * gradient[i];
                square[i] = BETA2 * square[i] + (1 - BETA2) * gradient[i] * gradient[i];
                double step = RATE * (mean[i] / (1 - Math.pow(BETA1, round))) / (Math.sqrt(square[i] / (1 - Math.pow(BETA2, round))) + 1e-9);
                weights[i] = kept(weights[i] - step, first[i], i);
            }
            progress.at(round, ROUNDS);
        }
        return thresholds.apply(split(weights));
    }

    /// A weight of a disease's column keeps its sign; the columns of "none" are free.
    private static double kept(double value, double judged, int column) {
        if (FIXED.stream().anyMatch(feature -> feature.ordinal() == column)) {
            return judged;
        }
        boolean free = column >= Feature.COUNT || judged == 0;
        return free ? value : judged > 0 ? Math.max(0, value) : Math.min(0, value);
    }

    private double[] gradient(double[] weights, double[] first) {
        double[] gradient = new double[weights.length];
        RankerWeights now = split(weights);
        for (Sample sample : samples) {
            double[] chances = now.chances(sample.candidates());
            int none = chances.length - 1;
            double share = 1 / (RankerWeights.temperature(sample.candidates()) * samples.size());
            double right = sample.right().isEmpty() ? chances[none] : sample.right().stream().mapToDouble(i -> chances[i]).sum();
            for (int i = 0; i < none; i++) {
                double wanted = sample.right().contains(i) ? chances[i] / Math.max(right, 1e-12) : 0;
                add(gradient, 0, sample.candidates().all().get(i).features(), (chances[i] - wanted) * share);
            }
            double wanted = sample.right().isEmpty() ? 1 : 0;
            add(gradient, Feature.COUNT, sample.candidates().none(), (chances[none] - wanted) * share);
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += PENALTY * (weights[i] - first[i]);
        }
        return gradient;
    }

    private static void add(double[] gradient, int from, double[] x, double factor) {
        if (Math.abs(factor) < 1e-9) {
            return;
        }
        for (int i = 0; i < x.length; i++) {
            gradient[from + i] += factor * x[i];
        }
    }

    private static double[] joined(RankerWeights weights) {
        double[] all = java.util.Arrays.copyOf(weights.disease(), Feature.COUNT + NoneFeature.COUNT);
        System.arraycopy(weights.none(), 0, all, Feature.COUNT, NoneFeature.COUNT);
        return all;
    }

    private RankerWeights split(double[] weights) {
        return new RankerWeights(java.util.Arrays.copyOf(weights, Feature.COUNT),
                java.util.Arrays.copyOfRange(weights, Feature.COUNT, weights.length), start.sure(), start.nothing());
    }
}
