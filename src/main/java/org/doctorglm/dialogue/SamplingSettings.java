package org.doctorglm.dialogue;

/// How the next token is drawn. Frozen into the provenance of each answer.
///
/// @param temperature logits are divided by it; 0 means greedy (0–2)
/// @param topP smallest set of tokens whose probabilities add up to it (0 exclusive – 1)
/// @param topK number of most likely tokens kept; 0 keeps all
/// @param typicalP smallest set of tokens of ordinary surprise whose probabilities add up to it; 1 is off (arXiv 2202.00666)
/// @param minP tokens below `minP` times the best probability are dropped; 0 keeps all
/// @param repetitionPenalty divides positive and multiplies negative logits of tokens already in the text; 1 is off (CTRL, arXiv 1909.05858, section 4.1)
/// @param noRepeatNgram no run of this many tokens inside a clause occurs twice in an answer; 0 is off
/// @param dryMultiplier strength of DRY, which lowers tokens that would lengthen a repetition; 0 is off (0–5)
/// @param dryBase the penalty grows by this factor with each token of the repetition (1–4)
/// @param dryAllowedLength repetitions shorter than this many tokens are free
/// @param maxTokens most tokens of one answer
/// @param seed of the counter-based generator; [#RANDOM_SEED] draws a new one for each answer
public record SamplingSettings(double temperature, double topP, int topK, double typicalP, double minP, double repetitionPenalty,
                               int noRepeatNgram, double dryMultiplier, double dryBase, int dryAllowedLength, int maxTokens, long seed) {
    /// Asks for a new seed with each answer; the seed that was drawn is stored with the answer.
    public static final long RANDOM_SEED = -1;

    /// Base and allowed length that DRY's author recommends.
    public static final double DRY_BASE = 1.75;
    public static final int DRY_ALLOWED_LENGTH = 2;

    public SamplingSettings {
        // Answers stored before these settings existed lack them; what is missing reads as 0 and means off.
        typicalP = typicalP == 0 ? 1 : typicalP;
        dryBase = dryBase == 0 ? DRY_BASE : dryBase;
        dryAllowedLength = dryAllowedLength == 0 ? DRY_ALLOWED_LENGTH : dryAllowedLength;
        require(temperature >= 0 && temperature <= 2, "temperature", temperature);
        require(topP > 0 && topP <= 1, "topP", topP);
        require(topK >= 0, "topK", topK);
        require(typicalP > 0 && typicalP <= 1, "typicalP", typicalP);
        require(minP >= 0 && minP < 1, "minP", minP);
        require(repetitionPenalty >= 1 && repetitionPenalty <= 50, "repetitionPenalty", repetitionPenalty);
        require(noRepeatNgram >= 0, "noRepeatNgram", noRepeatNgram);
        require(dryMultiplier >= 0 && dryMultiplier <= 5, "dryMultiplier", dryMultiplier);
        require(dryBase >= 1 && dryBase <= 4, "dryBase", dryBase);
        require(dryAllowedLength >= 1, "dryAllowedLength", dryAllowedLength);
        require(maxTokens > 0, "maxTokens", maxTokens);
        require(seed >= RANDOM_SEED, "seed", seed);
    }

    /// Without typical-p and DRY.
    public SamplingSettings(double temperature, double topP, int topK, double minP, double repetitionPenalty, int noRepeatNgram, int maxTokens,
                            long seed) {
        this(temperature, topP, topK, 1, minP, repetitionPenalty, noRepeatNgram, 0, DRY_BASE, DRY_ALLOWED_LENGTH, maxTokens, seed);
    }

    /// Whether the most likely token is always taken.
    public boolean greedy() {
        return temperature == 0;
    }

    public SamplingSettings withSeed(long newSeed) {
        return new SamplingSettings(temperature, topP, topK, typicalP, minP, repetitionPenalty, noRepeatNgram, dryMultiplier, dryBase,
                dryAllowedLength, maxTokens, newSeed);
    }

    public SamplingSettings withTemperature(double newTemperature) {
        return new SamplingSettings(newTemperature, topP, topK, typicalP, minP, repetitionPenalty, noRepeatNgram, dryMultiplier, dryBase,
                dryAllowedLength, maxTokens, seed);
    }

    public SamplingSettings withMaxTokens(int newMaxTokens) {
        return new SamplingSettings(temperature, topP, topK, typicalP, minP, repetitionPenalty, noRepeatNgram, dryMultiplier, dryBase,
                dryAllowedLength, newMaxTokens, seed);
    }

    public SamplingSettings withTypicalP(double newTypicalP) {
        return new SamplingSettings(temperature, topP, topK, newTypicalP, minP, repetitionPenalty, noRepeatNgram, dryMultiplier, dryBase,
                dryAllowedLength, maxTokens, seed);
    }

    public SamplingSettings withDry(double multiplier) {
        return withDry(multiplier, dryBase, dryAllowedLength);
    }

    public SamplingSettings withDry(double multiplier, double base, int allowedLength) {
        return new SamplingSettings(temperature, topP, topK, typicalP, minP, repetitionPenalty, noRepeatNgram, multiplier, base, allowedLength,
                maxTokens, seed);
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
