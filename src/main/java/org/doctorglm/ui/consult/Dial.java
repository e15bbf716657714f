package org.doctorglm.ui.consult;

import org.doctorglm.dialogue.SamplingSettings;
import org.doctorglm.ui.control.NumberSlider.Range;

/// The sampling values that have a slider.
public enum Dial {
    TEMPERATURE(new Range(0, 1.5, 0.05)),
    TOP_P(new Range(0.05, 1, 0.05)),
    TOP_K(new Range(0, 100, 1)),
    TYPICAL_P(new Range(0.05, 1, 0.05)),
    MIN_P(new Range(0, 0.3, 0.01)),
    REPETITION(new Range(1, 1.5, 0.01)),
    DRY(new Range(0, 1.5, 0.1)),
    NO_REPEAT(new Range(0, 10, 1)),
    MAX_TOKENS(new Range(16, 1024, 16));

    private final Range range;

    Dial(Range range) {
        this.range = range;
    }

    public Range range() {
        return range;
    }

    public double read(SamplingSettings s) {
        return switch (this) {
            case TEMPERATURE -> s.temperature();
            case TOP_P -> s.topP();
            case TOP_K -> s.topK();
            case TYPICAL_P -> s.typicalP();
            case MIN_P -> s.minP();
            case REPETITION -> s.repetitionPenalty();
            case DRY -> s.dryMultiplier();
            case NO_REPEAT -> s.noRepeatNgram();
            case MAX_TOKENS -> s.maxTokens();
        };
    }

    public SamplingSettings write(SamplingSettings s, double v) {
        int whole = (int) Math.round(v);
        return new SamplingSettings(
                this == TEMPERATURE ? v : s.temperature(),
                this == TOP_P ? v : s.topP(),
                this == TOP_K ? whole : s.topK(),
                this == TYPICAL_P ? v : s.typicalP(),
                this == MIN_P ? v : s.minP(),
                this == REPETITION ? v : s.repetitionPenalty(),
                this == NO_REPEAT ? whole : s.noRepeatNgram(),
                this == DRY ? v : s.dryMultiplier(),
                s.dryBase(),
                s.dryAllowedLength(),
                this == MAX_TOKENS ? whole : s.maxTokens(),
                s.seed());
    }

    /// Whether the value is clinically unwise and deserves a sentence.
    public boolean unwise(double v) {
        return switch (this) {
            case TEMPERATURE -> v > 1.0;
            case REPETITION -> v > 1.3;
            case TOP_P, TOP_K, TYPICAL_P, MIN_P, DRY, NO_REPEAT, MAX_TOKENS -> false;
        };
    }
}
