package org.doctorglm.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.doctorglm.model.GlmConfig;

/// What a run needs of a device's memory, by parts, in bytes.
///
/// The parts follow from what is held: the frozen base; what is trained with its gradient and the optimiser's memory; what the backward pass of a block
/// needs of each token; the scores of the learned tokens; what a block makes and frees while it is at work; widened matrices; the runtime. What a block
/// makes and the runtime were counted from measurements (`train bench --shape`), the rest from the arrays that the code makes.
///
/// @param parts by name, in the order they are shown
public record MemoryEstimate(Map<String, Long> parts) {
    /// Numbers of the hidden width that the backward pass of a block needs of a token: the inputs of both norms, turned queries and keys, the fused
    /// product that the values are a view of.
    private static final int KEPT_HIDDEN = 7;
    /// Numbers of the inner width: GELU's input, its polynomial and their sigmoid.
    private static final int KEPT_INNER = 3;
    /// Numbers of the hidden width that a block makes of a token and frees when it ends, forward or backward.
    private static final int MADE_HIDDEN = 50;
    /// Matrices of tokens seen by tokens that a block makes beside the one it keeps.
    private static final int MADE_ATTENTION = 3;
    /// Copies of the scores over the vocabulary that live through the backward pass: themselves and their logarithms.
    private static final int SCORES = 2;
    /// Copies that their own backward pass adds.
    private static final int MADE_SCORES = 2;
    /// Java and the libraries.
    private static final long RUNTIME = 263_000_000;

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
        long matrices = config.layers() * blockWeights(config) + config.vocabulary() * hidden;
        long trained = recipe.method().parameters(config);
        long tokens = (long) recipe.batch() * sampleTokens;
        long attention = (long) recipe.batch() * config.heads() * sampleTokens * (sampleTokens + prefix(recipe));
        long kept = 4 * (tokens * (keptHidden(recipe) * hidden + KEPT_INNER * inner) + attention + 2L * recipe.batch() * prefix(recipe) * hidden);
        long scores = 4L * recipe.batch() * learnedTokens * config.vocabulary();
        long made = 4 * (tokens * MADE_HIDDEN * hidden + MADE_ATTENTION * attention);
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("base", Math.round(matrices * recipe.base().bytes()) + 4 * config.layers() * (9 * hidden + inner));
        parts.put("adapter", 4 * trained);
        parts.put("gradient", 4 * trained);
        parts.put("optimizer", 4L * recipe.optimizer().moments() * trained);
        parts.put("activations", recipe.recompute() ? kept + 4 * tokens * hidden * config.layers() : kept * config.layers());
        parts.put("scores", SCORES * scores);
        parts.put("working", Math.max(made, MADE_SCORES * scores));
        parts.put("widening", widening(config, recipe));
        parts.put("runtime", RUNTIME);
        return new MemoryEstimate(parts);
    }

    /// Of the four matrices.
    private static long blockWeights(GlmConfig config) {
        return 4L * config.hidden() * config.hidden() + 2L * config.hidden() * config.inner();
    }

    /// An adapter keeps what it reads; a prefix keeps keys and values together with its own, and the fused product need not stay.
    private static int keptHidden(Recipe recipe) {
        return switch (recipe.method()) {
            case Method.Lora lora -> KEPT_HIDDEN + 1 + (lora.dropout() > 0 ? 1 : 0);
            case Method.Prefix ignored -> KEPT_HIDDEN - 1;
        };
    }

    private static long prefix(Recipe recipe) {
        return recipe.method() instanceof Method.Prefix p ? p.tokens() : 0;
    }

    /// A matrix that is held in other numbers than it is computed in is widened while it is at work, the head being the largest.
    private static long widening(GlmConfig config, Recipe recipe) {
        boolean same = recipe.base() == BaseStorage.FP32 && recipe.arithmetic() == Arithmetic.FP32
                || recipe.base() == BaseStorage.FP16 && recipe.arithmetic() == Arithmetic.FP16;
        if (same) {
            return 0;
        }
        long head = (long) config.vocabulary() * config.hidden();
        long block = blockWeights(config);
        // Without recomputation the graph keeps every widened matrix until the gradient has come by.
        long kept = recipe.recompute() ? block : config.layers() * block;
        return recipe.arithmetic().bytes() * (head + kept);
    }
}
