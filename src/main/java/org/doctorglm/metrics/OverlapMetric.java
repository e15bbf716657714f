package org.doctorglm.metrics;

import java.util.Locale;

/// Figures of how far an answer's words are those of a reference, each between 0 and 1. They count characters, not truth: a right answer in other
/// words is low, a wrong dose in the right words is high. Pure functions.
public enum OverlapMetric {
    BLEU4("BLEU-4") {
        @Override
        public double of(String answer, String reference) {
            return Bleu.of(answer, reference);
        }
    },
    ROUGE1("ROUGE-1") {
        @Override
        public double of(String answer, String reference) {
            return Rouge.of(1, answer, reference).f();
        }
    },
    ROUGE2("ROUGE-2") {
        @Override
        public double of(String answer, String reference) {
            return Rouge.of(2, answer, reference).f();
        }
    },
    ROUGEL("ROUGE-L") {
        @Override
        public double of(String answer, String reference) {
            return RougeL.of(answer, reference);
        }

        @Override
        public String key() {
            return "rougeL";
        }
    },
    CHRF("chrF2") {
        @Override
        public double of(String answer, String reference) {
            return ChrF.of(answer, reference);
        }
    };

    private final String title;

    OverlapMetric(String title) {
        this.title = title;
    }

    /// As papers write it, in every language.
    public String title() {
        return title;
    }

    /// As others script against it.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public abstract double of(String answer, String reference);
}
