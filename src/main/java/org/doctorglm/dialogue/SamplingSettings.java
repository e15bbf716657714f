package org.doctorglm.dialogue;

/// How the next token is drawn. Frozen into the provenance of each answer.
///
/// @param temperature logits are divided by it; 0 means greedy (0–2)
/// @param topP smallest set of tokens whose probabilities add up to it (0 exclusive – 1)
/// @param topK number of most likely tokens kept; 0 keeps all
/// @param minP tokens below `minP` times the best probability are dropped; 0 keeps all
/// @param repetitionPenalty divides positive and multiplies negative logits of tokens already in the text; 1 is off (CTRL, arXiv 1909.05858, section 4.1)
/// @param noRepeatNgram no run of this many tokens occurs twice in an answer; 0 is off
/// @param maxTokens most tokens of one answer
/// @param seed of the counter-based generator; [#RANDOM_SEED] draws a new one for each answer
public record SamplingSettings(double temperature, double topP, int topK, double minP, double repetitionPenalty,
                               int noRepeatNgram, int maxTokens, long seed) {
    /// Asks for a new seed with each answer; the seed that was drawn is stored with the answer.
    public static final long RANDOM_SEED = -1;

    public SamplingSettings {
        require(temperature >= 0 && temperature <= 2, "temperature", temperature);
        require(topP > 0 && topP <= 1, "topP", topP);
        require(topK >= 0, "topK", topK);
        require(minP >= 0 && minP < 1, "minP", minP);
        require(repetitionPenalty >= 1 && repetitionPenalty <= 50, "repetitionPenalty", repetitionPenalty);
        require(noRepeatNgram >= 0, "noRepeatNgram", noRepeatNgram);
        require(maxTokens > 0, "maxTokens", maxTokens);
        require(seed >= RANDOM_SEED, "seed", seed);
    }

    /// Whether the most likely token is always taken.
    public boolean greedy() {
        return temperature == 0;
    }

    public SamplingSettings withSeed(long newSeed) {
        return new SamplingSettings(temperature, topP, topK, minP, repetitionPenalty, noRepeatNgram, maxTokens, newSeed);
    }

    public SamplingSettings withTemperature(double newTemperature) {
        return new SamplingSettings(newTemperature, topP, topK, minP, repetitionPenalty, noRepeatNgram, maxTokens, seed);
    }

    public SamplingSettings withMaxTokens(int newMaxTokens) {
        return new SamplingSettings(temperature, topP, topK, minP, repetitionPenalty, noRepeatNgram, newMaxTokens, seed);
    }

    private static void require(boolean holds, String name, Number value) {
        if (!holds) {
            throw new IllegalSettingException(name, value);
        }
    }

    /// A value outside its range; carries the name of the component and the value.
    public static final class IllegalSettingException extends IllegalArgumentException {
        private final String setting;
        private final transient Number value;

        IllegalSettingException(String setting, Number value) {
            super(setting + " = " + value);
            this.setting = setting;
            this.value = value;
        }

        public String setting() {
            return setting;
        }

        public Number value() {
            return value;
        }
    }
}
