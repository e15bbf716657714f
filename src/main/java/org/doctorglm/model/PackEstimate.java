package org.doctorglm.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Map<String, Long> matrices = matrices(config, PackTypes.of(precision, ModelStore.defaultQuantizer(precision), Map.of()));
        List<Long> read = new ArrayList<>(lengths(config));
        matrices.forEach((name, bytes) -> {
            if (!name.equals("embedding")) {
                read.add(bytes);
            }
        });
        for (int i = 0; i < 2 * config.layers() && prefix > 0; i++) {
            read.add(4L * prefix * config.hidden());
        }
        long stored = read.stream().mapToLong(WeightsWriter::onPages).sum() + (tied ? 0 : WeightsWriter.onPages(matrices.getOrDefault("embedding", 0L)));
        return new PackEstimate(precision, stored, read.stream().mapToLong(Long::longValue).sum(), cache(config, precision, prefix));
    }

    /// Bytes of every matrix by its name in the pack, with an embedding beside the head.
    static Map<String, Long> matrices(GlmConfig config, PackTypes types) {
        Map<String, Long> matrices = new LinkedHashMap<>();
        int hidden = config.hidden();
        for (String name : List.of("head", "embedding")) {
            matrices.put(name, types.of(name).bytes(config.vocabulary(), hidden));
        }
        for (int i = 0; i < config.layers(); i++) {
            String layer = "layers." + i + ".";
            matrices.put(layer + "qkv", types.of(layer + "qkv").bytes(3 * hidden, hidden));
            matrices.put(layer + "dense", types.of(layer + "dense").bytes(hidden, hidden));
            matrices.put(layer + "up", types.of(layer + "up").bytes(config.inner(), hidden));
            matrices.put(layer + "down", types.of(layer + "down").bytes(hidden, config.inner()));
        }
        return matrices;
    }

    /// Bytes that all norms and biases take in a file.
    static long vectors(GlmConfig config) {
        return lengths(config).stream().mapToLong(WeightsWriter::onPages).sum();
    }

    /// Bytes of each norm and bias, in 32 bits.
    private static List<Long> lengths(GlmConfig config) {
        int hidden = config.hidden();
        List<Long> lengths = new ArrayList<>(List.of(4L * hidden, 4L * hidden));
        for (int i = 0; i < config.layers(); i++) {
            Stream.of(hidden, hidden, hidden, hidden, 3 * hidden, hidden, config.inner(), hidden).forEach(length -> lengths.add(4L * length));
        }
        return lengths;
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
