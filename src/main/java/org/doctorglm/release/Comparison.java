package org.doctorglm.release;

import java.util.Arrays;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.Logits;
import org.doctorglm.engine.Session;
import org.doctorglm.generation.LoadedModel;
import org.doctorglm.generation.Perplexity.Sample;
import org.doctorglm.model.LossCard.Divergence;
import org.doctorglm.model.LossCard.Loss;
import org.doctorglm.platform.Cancellation;

/// Feeds the same texts to two networks and adds up how their thoughts differ. `<eop>` behind each answer counts as a token.
final class Comparison {
    /// Tokens fed in one pass: the scores of a whole vocabulary are kept for each, in both networks.
    private static final int PIECE = 32;

    private final LoadedModel reference;
    private final LoadedModel rounded;
    private final Cancellation cancellation;
    private double referenceLoss;
    private double roundedLoss;
    private long agreed;
    private double[] divergences = new double[1024];
    private int tokens;

    Comparison(LoadedModel reference, LoadedModel rounded, Cancellation cancellation) {
        this.reference = reference;
        this.rounded = rounded;
        this.cancellation = cancellation;
    }

    void add(Sample sample) throws EngineException {
        int[] prompt = sample.promptIds(reference);
        int[] answer = sample.answerIds(reference);
        Integer eos = reference.engine().config().eos();
        Session left = reference.engine().session();
        Session right = rounded.engine().session();
        Logits leftScores = left.prefill(prompt, answer.length + 1, cancellation);
        Logits rightScores = right.prefill(prompt, answer.length + 1, cancellation);
        for (int from = 0; from < answer.length; from += PIECE) {
            cancellation.throwIfRequested();
            int[] piece = Arrays.copyOfRange(answer, from, Math.min(answer.length, from + PIECE));
            Logits[] leftAfter = left.steps(piece);
            Logits[] rightAfter = right.steps(piece);
            for (int i = 0; i < piece.length; i++) {
                count(leftScores, rightScores, piece[i]);
                leftScores = leftAfter[i];
                rightScores = rightAfter[i];
            }
        }
        if (eos != null) {
            count(leftScores, rightScores, eos);
        }
    }

    private void count(Logits left, Logits right, int wanted) {
        Distribution p = Distribution.of(left);
        Distribution q = Distribution.of(right);
        referenceLoss -= p.logProbability(wanted);
        roundedLoss -= q.logProbability(wanted);
        agreed += p.likeliest() == q.likeliest() ? 1 : 0;
        if (tokens == divergences.length) {
            divergences = Arrays.copyOf(divergences, 2 * tokens);
        }
        divergences[tokens++] = p.divergence(q);
    }

    long tokens() {
        return tokens;
    }

    Loss loss() {
        return new Loss(referenceLoss / tokens, roundedLoss / tokens);
    }

    double agreement() {
        return (double) agreed / tokens;
    }

    Divergence divergence() {
        double[] sorted = Arrays.copyOf(divergences, tokens);
        Arrays.sort(sorted);
        return new Divergence(Arrays.stream(sorted).sum() / tokens, sorted[Math.min(tokens - 1, (int) (tokens * 0.99))]);
    }
}
