package org.doctorglm.metrics;

import java.util.ArrayList;
import java.util.List;

/// Self-BLEU (Zhu and others 2018): the mean BLEU-4 of each text with all others as its references. High where texts say the same. Pure functions.
public final class SelfBleu {
    private SelfBleu() {
    }

    /// By characters, zeros smoothed by halving.
    ///
    /// @return 0 for fewer than two texts
    public static double of(List<String> texts) {
        return of(texts.stream().map(Tokens.CHARACTERS::of).toList(), Bleu.Smoothing.HALVING);
    }

    public static double of(List<List<String>> texts, Bleu.Smoothing smoothing) {
        if (texts.size() < 2) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < texts.size(); i++) {
            List<List<String>> others = new ArrayList<>(texts);
            others.remove(i);
            sum += Bleu.sentence(texts.get(i), others, smoothing);
        }
        return sum / texts.size();
    }
}
