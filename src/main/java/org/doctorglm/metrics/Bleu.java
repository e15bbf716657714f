package org.doctorglm.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// BLEU-4 (Papineni and others 2002): `BP · exp(Σ ¼ ln pₙ)` with clipped precisions `pₙ` of runs of one to four tokens and
/// `BP = exp(min(0, 1 − r/c))`, where `r` is the length of the reference nearest to the answer's. Between 0 and 1. Pure functions.
public final class Bleu {
    private static final int LONGEST = 4;

    private Bleu() {
    }

    /// What stands for a precision of which nothing matched (Chen and Cherry 2014, by their numbers).
    public enum Smoothing {
        /// Nothing: the whole figure is 0.
        NONE {
            @Override
            double precision(int length, int matched, int all, int empty) {
                return (double) matched / all;
            }
        },
        /// A tenth of a match (technique 1).
        TENTH {
            @Override
            double precision(int length, int matched, int all, int empty) {
                return (matched == 0 ? 0.1 : matched) / all;
            }
        },
        /// One more match and one more run, from pairs on (technique 2; Lin and Och 2004).
        ADD_ONE {
            @Override
            double precision(int length, int matched, int all, int empty) {
                return length == 1 ? (double) matched / all : (matched + 1.0) / (all + 1.0);
            }
        },
        /// A half, a quarter, … of a match (technique 3), as ChatGLM-6B's own evaluation does.
        HALVING {
            @Override
            double precision(int length, int matched, int all, int empty) {
                return (matched == 0 ? Math.scalb(1.0, -empty) : matched) / all;
            }
        };

        /// @param all runs of the answer, at least 1
        /// @param empty how many precisions were 0 so far, this one included
        abstract double precision(int length, int matched, int all, int empty);
    }

    /// By characters against one reference, smoothed as ChatGLM-6B's evaluation does.
    public static double of(String answer, String reference) {
        return sentence(Tokens.CHARACTERS.of(answer), List.of(Tokens.CHARACTERS.of(reference)), Smoothing.HALVING);
    }

    /// @param references at least one
    /// @return 0 when no token matches
    public static double sentence(List<String> answer, List<List<String>> references, Smoothing smoothing) {
        return corpus(List.of(answer), List.of(references), smoothing);
    }

    /// Matches and lengths are added up over all answers before anything is divided.
    ///
    /// @param references for each answer at least one
    public static double corpus(List<List<String>> answers, List<List<List<String>>> references, Smoothing smoothing) {
        int[] matched = new int[LONGEST];
        int[] all = new int[LONGEST];
        long length = 0;
        long nearest = 0;
        for (int i = 0; i < answers.size(); i++) {
            List<String> answer = answers.get(i);
            for (int n = 1; n <= LONGEST; n++) {
                matched[n - 1] += Ngrams.common(Ngrams.counts(answer, n), most(references.get(i), n));
                all[n - 1] += Math.max(1, Ngrams.all(answer, n));
            }
            length += answer.size();
            nearest += nearest(answer.size(), references.get(i));
        }
        if (matched[0] == 0) {
            return 0;
        }
        double logarithms = 0;
        int empty = 0;
        for (int n = 1; n <= LONGEST; n++) {
            empty += matched[n - 1] == 0 ? 1 : 0;
            logarithms += Math.log(smoothing.precision(n, matched[n - 1], all[n - 1], empty)) / LONGEST;
        }
        return Math.exp(logarithms + Math.min(0, 1 - (double) nearest / length));
    }

    private static Map<List<String>, Integer> most(List<List<String>> references, int n) {
        Map<List<String>, Integer> most = new HashMap<>();
        references.forEach(reference -> Ngrams.counts(reference, n).forEach((run, count) -> most.merge(run, count, Math::max)));
        return most;
    }

    /// Of two that are equally near, the shorter.
    private static int nearest(int length, List<List<String>> references) {
        int nearest = references.getFirst().size();
        for (List<String> reference : references) {
            int nearer = Integer.compare(Math.abs(reference.size() - length), Math.abs(nearest - length));
            if (nearer < 0 || nearer == 0 && reference.size() < nearest) {
                nearest = reference.size();
            }
        }
        return nearest;
    }
}
