package org.doctorglm.sampling;

import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.engine.Logits;

/// Chooses the next token: repetition penalty, no-repeat n-gram, then greedy, or temperature, top-k, top-p, min-p and a draw.
///
/// A pure function of scores, answer so far and settings; safe from any thread.
///
/// @param settings with a concrete seed
public record Sampler(SamplingSettings settings) {
    public Sampler {
        if (settings.seed() == SamplingSettings.RANDOM_SEED && !settings.greedy()) {
            throw new IllegalArgumentException("a seed must be drawn first");
        }
    }

    /// @param answer ids chosen so far; their number is the counter of the draw
    public int next(Logits logits, int[] answer) {
        float[] scores = logits.values().clone();
        RepetitionPenalty.apply(scores, answer, settings.repetitionPenalty());
        NoRepeatNgram.apply(scores, answer, settings.noRepeatNgram());
        if (settings.greedy()) {
            int best = new Logits(scores).argmax();
            if (!(scores[best] > Float.NEGATIVE_INFINITY)) {
                throw new IllegalArgumentException("every token is forbidden");
            }
            return best;
        }
        Candidates candidates = Candidates.of(scores, settings.temperature(), settings.topK());
        candidates = MinP.apply(TopP.apply(candidates, settings.topP()), settings.minP());
        return draw(candidates, CounterRandom.uniform(settings.seed(), answer.length));
    }

    private static int draw(Candidates candidates, double uniform) {
        double sum = 0;
        for (int i = 0; i < candidates.ids().length; i++) {
            sum += candidates.probabilities()[i];
            if (uniform < sum) {
                return candidates.ids()[i];
            }
        }
        return candidates.ids()[candidates.ids().length - 1];
    }
}
