package org.doctorglm.cli;

import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.dialogue.SamplingSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A preset and what is changed of it.
final class SamplingOptions {
    @Option(names = "--preset", paramLabel = "P")
    SamplingPreset preset = SamplingPreset.BALANCED;

    @Option(names = "--greedy")
    boolean greedy;

    @Option(names = "--temperature", paramLabel = "T")
    @Nullable Double temperature;

    @Option(names = "--top-p", paramLabel = "P")
    @Nullable Double topP;

    @Option(names = "--top-k", paramLabel = "K")
    @Nullable Integer topK;

    @Option(names = "--typical-p", paramLabel = "P")
    @Nullable Double typicalP;

    @Option(names = "--min-p", paramLabel = "P")
    @Nullable Double minP;

    @Option(names = "--repetition-penalty", paramLabel = "R")
    @Nullable Double repetitionPenalty;

    @Option(names = "--no-repeat-ngram", paramLabel = "N")
    @Nullable Integer noRepeatNgram;

    @Option(names = "--dry", paramLabel = "M")
    @Nullable Double dry;

    @Option(names = "--dry-base", paramLabel = "B")
    @Nullable Double dryBase;

    @Option(names = "--dry-allowed-length", paramLabel = "N")
    @Nullable Integer dryAllowedLength;

    @Option(names = "--max-tokens", paramLabel = "N")
    @Nullable Integer maxTokens;

    @Option(names = "--seed", paramLabel = "N")
    @Nullable Long seed;

    SamplingSettings settings() {
        SamplingSettings base = preset.settings();
        double heat = greedy ? 0 : or(temperature, base.temperature());
        return new SamplingSettings(heat, or(topP, base.topP()), or(topK, base.topK()), or(typicalP, base.typicalP()),
                or(minP, base.minP()), or(repetitionPenalty, base.repetitionPenalty()), or(noRepeatNgram, base.noRepeatNgram()),
                or(dry, base.dryMultiplier()), or(dryBase, base.dryBase()), or(dryAllowedLength, base.dryAllowedLength()),
                or(maxTokens, base.maxTokens()), or(seed, base.seed()));
    }

    private static <T> T or(@Nullable T chosen, T otherwise) {
        return chosen == null ? otherwise : chosen;
    }
}
