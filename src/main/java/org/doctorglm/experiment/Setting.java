package org.doctorglm.experiment;

import org.doctorglm.dialogue.SamplingSettings;

/// Sampling settings with the name that tables call them by. Their seed is that of the cell.
public record Setting(String name, SamplingSettings values) {
    /// The settings that the paper names (section 4.2) and nothing else: no penalties, no limits on repetition; top-p 0.7 and temperature 0.95 are
    /// those of the DoctorGLM repository's demo.
    public static final Setting PAPER = paper(0.7, 0.95, 256);

    /// @param maxTokens most tokens of an answer
    public static Setting paper(double topP, double temperature, int maxTokens) {
        return new Setting(name(topP, temperature), new SamplingSettings(temperature, topP, 0, 0, 1, 0, maxTokens, 0));
    }

    /// A preset, its seed drawn by the cell.
    public static Setting of(org.doctorglm.dialogue.SamplingPreset preset) {
        return new Setting(preset.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), preset.settings().withSeed(0));
    }

    /// The likeliest words only, so that who answers is all that differs.
    public static Setting greedy(int maxTokens) {
        return new Setting("greedy", with(PAPER.values(), 1, 0, maxTokens));
    }

    /// With shorter or longer answers.
    public Setting atMost(int maxTokens) {
        return new Setting(name, values.withMaxTokens(maxTokens));
    }

    /// Other values of the two that the paper names, the rest as it was.
    public static SamplingSettings with(SamplingSettings base, double topP, double temperature, int maxTokens) {
        return new SamplingSettings(temperature, topP, base.topK(), base.typicalP(), base.minP(), base.repetitionPenalty(), base.noRepeatNgram(),
                base.dryMultiplier(), base.dryBase(), base.dryAllowedLength(), maxTokens, 0);
    }

    static String name(double topP, double temperature) {
        return "top-p " + number(topP) + ", T " + number(temperature);
    }

    static String number(double value) {
        return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
