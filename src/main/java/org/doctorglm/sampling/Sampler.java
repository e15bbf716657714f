package org.doctorglm.sampling;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.engine.Logits;

/// Chooses the next token. The chain, in this order:
///
/// 1. on the scores: repetition penalty, DRY, no-repeat n-gram. They speak about what is already written, so they come before anything is cut;
/// 2. temperature 0 ends here with the best score;
/// 3. temperature, then the cuts from the coarse to the fine: top-k, typical-p, top-p, min-p. Each sees what the one before left, scaled to 1;
/// 4. a draw with the number that seed and place in the answer name, so that the tokens may be computed in any order.
///
/// A pure function of scores, answer so far and settings; safe from any thread.
///
/// @param settings with a concrete seed
/// @param breakers ids of tokens that end a clause; never written to
public record Sampler(SamplingSettings settings, BitSet breakers) {
    public Sampler {
        if (settings.seed() == SamplingSettings.RANDOM_SEED && !settings.greedy()) {
            throw new IllegalArgumentException("a seed must be drawn first");
        }
    }

    /// For a vocabulary without breakers.
    public Sampler(SamplingSettings settings) {
        this(settings, new BitSet());
    }

    /// @param answer ids chosen so far; their number is the counter of the draw
    public int next(Logits logits, int[] answer) {
        float[] scores = penalised(logits, answer);
        if (settings.greedy()) {
            int best = new Logits(scores).argmax();
            if (!(scores[best] > Float.NEGATIVE_INFINITY)) {
                throw new IllegalArgumentException("every token is forbidden");
            }
            return best;
        }
        return draw(cut(scores), CounterRandom.uniform(settings.seed(), answer.length));
    }

    /// What the settings do to the likeliest tokens, in the order of the network's own probabilities. The seed plays no part.
    ///
    /// @param count most tokens
    public List<TokenChoice> preview(Logits logits, int[] answer, int count) {
        Candidates before = Candidates.of(logits.values(), 1, 0).head(count);
        float[] scores = penalised(logits, answer);
        Map<Integer, Double> after = new HashMap<>();
        if (settings.greedy()) {
            after.put(new Logits(scores).argmax(), 1.0);
        } else {
            Candidates kept = cut(scores);
            for (int i = 0; i < kept.ids().length; i++) {
                after.put(kept.ids()[i], kept.probabilities()[i]);
            }
        }
        return IntStream.range(0, before.ids().length)
                .mapToObj(i -> new TokenChoice(before.ids()[i], before.probabilities()[i], after.getOrDefault(before.ids()[i], 0.0))).toList();
    }

    private float[] penalised(Logits logits, int[] answer) {
        float[] scores = logits.values().clone();
        RepetitionPenalty.apply(scores, answer, settings.repetitionPenalty());
        Dry.apply(scores, answer, settings.dryMultiplier(), settings.dryBase(), settings.dryAllowedLength(), breakers);
        NoRepeatNgram.apply(scores, answer, settings.noRepeatNgram(), breakers);
        return scores;
    }

    private Candidates cut(float[] scores) {
        if (settings.topK() == 0 && settings.typicalP() == 1 && settings.topP() < 1) {
            return MinP.apply(Candidates.reaching(scores, settings.temperature(), settings.topP()), settings.minP());
        }
        Candidates candidates = Candidates.of(scores, settings.temperature(), settings.topK());
        return MinP.apply(TopP.apply(TypicalP.apply(candidates, settings.typicalP()), settings.topP()), settings.minP());
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
