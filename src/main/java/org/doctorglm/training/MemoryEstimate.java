package org.doctorglm.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.doctorglm.model.GlmConfig;

/// What a run needs of a device's memory, by parts, in bytes.
///
/// The parts follow from what is held, not from a measurement: the frozen base; what is trained with its gradient and the optimiser's memory; what a
/// backward pass keeps of each token in each block (see [#KEPT_HIDDEN]); the scores of the learned tokens; the widened matrix at work; the runtime.
///
/// @param parts by name, in the order they are shown
public record MemoryEstimate(Map<String, Long> parts) {
    /// Numbers of the hidden width that the backward pass of a block keeps for a token: two norms' inputs, queries, keys and values as the products
    /// read them, the mixed values, the LoRA's input.
    private static final int KEPT_HIDDEN = 9;
    /// Numbers of the inner width: GELU's input, its polynomial and their sigmoid.
    private static final int KEPT_INNER = 4;
    /// Copies of the scores over the vocabulary: themselves, their logarithms, the gradient of both.
    private static final int SCORES = 4;
    /// Libraries, Java and buffers.
    private static final long RUNTIME = 450L << 20;

    public MemoryEstimate {
        parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    public long bytes() {
        return parts.values().stream().mapToLong(b -> b).sum();
    }

    /// @param sampleTokens fed tokens of a sample
    /// @param learnedTokens learned tokens of a sample
    public static MemoryEstimate of(GlmConfig config, Recipe recipe, int sampleTokens, int learnedTokens) {
        long hidden = config.hidden();
        long inner = config.inner();
        long matrices = config.layers() * (4 * hidden * hidden + 2 * hidden * inner) + config.vocabulary() * hidden;
        long trained = recipe.method().parameters(config);
        long tokens = (long) recipe.batch() * sampleTokens;
        long prefix = recipe.method() instanceof Method.Prefix p ? p.tokens() : 0;
        long attention = (long) recipe.batch() * config.heads() * sampleTokens * (sampleTokens + prefix) * 2;
        long block = 4 * (tokens * (KEPT_HIDDEN * hidden + KEPT_INNER * inner) + attention);
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("base", Math.round(matrices * recipe.base().bytes()) + 4 * config.layers() * (9 * hidden + inner));
        parts.put("adapter", 4 * trained);
        parts.put("gradient", 4 * trained);
        parts.put("optimizer", 4L * recipe.optimizer().moments() * trained);
        parts.put("activations", recipe.recompute() ? block + 4 * tokens * hidden * config.layers() : block * config.layers());
        parts.put("scores", 4L * SCORES * recipe.batch() * learnedTokens * config.vocabulary());
        parts.put("widening", widening(config, recipe));
        parts.put("runtime", RUNTIME);
        return new MemoryEstimate(parts);
    }

    /// A matrix that is held in other numbers than it is computed in is widened while it is at work, the head being the largest.
    private static long widening(GlmConfig config, Recipe recipe) {
        boolean same = recipe.base() == BaseStorage.FP32 && recipe.arithmetic() == Arithmetic.FP32
                || recipe.base() == BaseStorage.FP16 && recipe.arithmetic() == Arithmetic.FP16;
        if (same) {
            return 0;
        }
        long head = (long) config.vocabulary() * config.hidden();
        long block = 4L * config.hidden() * config.hidden() + 2L * config.hidden() * config.inner();
        // Without recomputation the graph keeps every widened matrix until the gradient has come by.
        long kept = recipe.recompute() ? block : config.layers() * block;
        return recipe.arithmetic().bytes() * (head + kept);
    }
}
