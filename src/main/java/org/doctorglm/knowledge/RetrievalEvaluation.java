package org.doctorglm.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// How well the library answers questions whose answer is known.
///
/// Recall and mean reciprocal rank are over the queries that have an answer, by rank, also where the library abstains.
/// Abstaining counts over all: precision is the share of abstentions that were right, recall the share of must-abstain queries
/// where it abstained; both are 1 where there was nothing to decide. The calibration error is the expected one over five bins
/// of equal mass: the mean distance between the first entry's score and how often it is right (Naeini et al. 2015), over all queries
/// with a ranking; for a must-abstain query the first entry is never right.
public final class RetrievalEvaluation {
    private static final int DEPTH = 50;
    private static final int BINS = 5;

    private RetrievalEvaluation() {
    }

    /// One query and what became of it.
    ///
    /// @param rank place of the first right entry, from 1; 0 when it is not among the ranked
    /// @param top name of the first entry, empty when there is none
    /// @param score of the first entry
    public record Outcome(LabelledQuery labelled, RetrievalState state, int rank, String top, double score,
                          double milliseconds) {
        boolean mustAbstain() {
            return labelled.diseases().isEmpty();
        }
    }

    private static Bootstrap.Interval interval(List<Outcome> outcomes, int depth) {
        return outcomes.isEmpty() ? new Bootstrap.Interval(0, 0)
                : Bootstrap.mean(outcomes.stream().mapToDouble(o -> o.rank() > 0 && o.rank() <= depth ? 1 : 0).toArray());
    }

    /// Figures of the queries of one kind.
    ///
    /// @param at1 interval of `recallAt1`
    /// @param at5 interval of `recallAt5`
    /// @param recallAt1 0 when no query of the kind has an answer
    public record KindFigures(int queries, double recallAt1, Bootstrap.Interval at1, double recallAt3, double recallAt5, Bootstrap.Interval at5, double mrr, double abstained) {
    }

    /// @param p95Ms 95th percentile of the time of a search, in milliseconds
    public record Report(int queries, double recallAt1, double recallAt3, double recallAt5, double mrr, double abstainPrecision,
                         double abstainRecall, double p95Ms, double calibrationError, Map<String, KindFigures> byKind,
                         List<Outcome> perQuery) {
    }

    /// With the whole ranking.
    public static Report run(DiseaseLibrary library, List<LabelledQuery> queries, Progress progress, Cancellation cancellation) {
        return run(library, queries, Ablation.NOTHING, progress, cancellation);
    }

    /// @param ablation part of the ranking that is left out
    /// @param progress queries answered, of all
    public static Report run(DiseaseLibrary library, List<LabelledQuery> queries, Ablation ablation, Progress progress, Cancellation cancellation) {
        List<Outcome> outcomes = new ArrayList<>();
        for (LabelledQuery query : queries) {
            cancellation.throwIfRequested();
            outcomes.add(outcome(library, query, ablation));
            progress.at(outcomes.size(), queries.size());
        }
        return report(outcomes);
    }

    private static Outcome outcome(DiseaseLibrary library, LabelledQuery labelled, Ablation ablation) {
        Retrieval retrieval = library.search(labelled.query(), DEPTH, ablation);
        List<String> right = labelled.diseases().stream()
                .map(name -> library.find(name).map(Disease::id).orElse("")).toList();
        List<String> ids = retrieval.ranked().stream().map(evidence -> evidence.disease().id()).toList();
        int rank = 0;
        for (int i = 0; i < ids.size() && rank == 0; i++) {
            rank = right.contains(ids.get(i)) ? i + 1 : 0;
        }
        Optional<Evidence> first = retrieval.ranked().stream().findFirst();
        return new Outcome(labelled, retrieval.state(), rank, first.map(evidence -> evidence.disease().name()).orElse(""),
                first.map(Evidence::score).orElse(0.0), retrieval.milliseconds());
    }

    private static Report report(List<Outcome> all) {
        long abstained = all.stream().filter(o -> o.state() == RetrievalState.ABSTAIN).count();
        long must = all.stream().filter(Outcome::mustAbstain).count();
        long right = all.stream().filter(o -> o.mustAbstain() && o.state() == RetrievalState.ABSTAIN).count();
        Map<String, KindFigures> byKind = all.stream().collect(Collectors.groupingBy(o -> o.labelled().kind(), TreeMap::new,
                Collectors.collectingAndThen(Collectors.toList(), RetrievalEvaluation::figures)));
        double[] times = all.stream().mapToDouble(Outcome::milliseconds).sorted().toArray();
        double p95 = times.length == 0 ? 0 : times[(int) Math.ceil(0.95 * times.length) - 1];
        return new Report(all.size(), recall(all, 1), recall(all, 3), recall(all, 5), mrr(all),
                abstained == 0 ? 1 : (double) right / abstained, must == 0 ? 1 : (double) right / must, p95,
                calibrationError(all), Map.copyOf(byKind), List.copyOf(all));
    }

    private static KindFigures figures(List<Outcome> outcomes) {
        double abstained = outcomes.stream().filter(o -> o.state() == RetrievalState.ABSTAIN).count();
        List<Outcome> answerable = outcomes.stream().filter(o -> !o.mustAbstain()).toList();
        return new KindFigures(outcomes.size(), recall(outcomes, 1), interval(answerable, 1), recall(outcomes, 3), recall(outcomes, 5),
                interval(answerable, 5), mrr(outcomes), abstained / outcomes.size());
    }

    private static double recall(List<Outcome> outcomes, int depth) {
        return outcomes.stream().filter(o -> !o.mustAbstain()).mapToDouble(o -> o.rank() > 0 && o.rank() <= depth ? 1 : 0)
                .average().orElse(0);
    }

    private static double mrr(List<Outcome> outcomes) {
        return outcomes.stream().filter(o -> !o.mustAbstain()).mapToDouble(o -> o.rank() > 0 ? 1.0 / o.rank() : 0)
                .average().orElse(0);
    }

    private static double calibrationError(List<Outcome> outcomes) {
        List<Outcome> ranked = outcomes.stream().filter(outcome -> !outcome.top().isEmpty())
                .sorted(Comparator.comparingDouble(Outcome::score)).toList();
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double distance = 0;
            for (Outcome outcome : ranked.subList(bin * ranked.size() / BINS, (bin + 1) * ranked.size() / BINS)) {
                distance += outcome.score() - (outcome.rank() == 1 ? 1 : 0);
            }
            error += Math.abs(distance);
        }
        return ranked.isEmpty() ? 0 : error / ranked.size();
    }
}
