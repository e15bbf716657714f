package org.doctorglm.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a pack will need, computed from the shape of its network before anything is written.
///
/// @param weightBytes on disk, and in memory when it is used
/// @param bytesPerToken weights that are read for each token of an answer: all but an embedding of its own
/// @param cacheBytes keys and values of a full context
public record PackEstimate(Precision precision, long weightBytes, long bytesPerToken, long cacheBytes) {
    /// @param tied whether head and embedding are one matrix
    /// @param prefix tokens of a trained prefix, 0 for none
    public static PackEstimate of(GlmConfig config, Precision precision, boolean tied, int prefix) {
        List<Long> read = new ArrayList<>();
        MatrixType type = PackTypes.of(precision, ModelStore.defaultQuantizer(precision), java.util.Map.of()).standard();
        int hidden = config.hidden();
        for (int i = 0; i < config.layers(); i++) {
            read.addAll(List.of(type.bytes(3 * hidden, hidden), type.bytes(hidden, hidden), type.bytes(config.inner(), hidden),
                    type.bytes(hidden, config.inner())));
            // Two norms and the biases, in 32 bits.
            Stream.of(hidden, hidden, hidden, hidden, 3 * hidden, hidden, config.inner(), hidden).forEach(length -> read.add(4L * length));
            if (prefix > 0) {
                read.addAll(List.of(4L * prefix * hidden, 4L * prefix * hidden));
            }
        }
        read.addAll(List.of(4L * hidden, 4L * hidden));
        long vocabulary = type.bytes(config.vocabulary(), hidden);
        read.add(vocabulary);
        long stored = read.stream().mapToLong(WeightsWriter::onPages).sum() + (tied ? 0 : WeightsWriter.onPages(vocabulary));
        return new PackEstimate(precision, stored, read.stream().mapToLong(Long::longValue).sum(), cache(config, precision, prefix));
    }

    /// What a pack that is there needs.
    public static PackEstimate of(ModelPack pack) {
        long read = pack.manifest().tensors().stream().filter(t -> !t.name().startsWith("embedding.")).mapToLong(PackManifest.TensorPlace::bytes).sum();
        return new PackEstimate(pack.manifest().precision(), pack.bytes(), read,
                cache(pack.manifest().config(), pack.manifest().precision(), pack.manifest().prefixTokens()));
    }

    /// Heads are padded to eight numbers; 16 bits each in quantised packs, 32 otherwise.
    private static long cache(GlmConfig config, Precision precision, int prefix) {
        long width = (long) config.heads() * ((config.headDim() + 7) / 8 * 8);
        return 2L * config.layers() * width * (config.maxLength() + prefix) * (precision.quantised() ? 2 : 4);
    }

    /// Weights and a full cache.
    public long memoryBytes() {
        return weightBytes + cacheBytes;
    }

    /// Tokens a second at best, when memory is what limits.
    ///
    /// @param bandwidth bytes a second that this machine reads from memory
    public double tokensPerSecond(double bandwidth) {
        return bandwidth / bytesPerToken;
    }
}
