package org.doctorglm.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.doctorglm.model.GlmConfig;

/// What a run needs of a device's memory, by parts, in bytes.
///
/// The parts follow from what is held: the frozen base; what is trained with its gradient and the optimiser's memory; what the backward pass of a block
/// needs of each token; the scores of the learned tokens; what a block makes and frees while it is at work; widened matrices; the runtime. What a block
/// makes, the holes it leaves and the runtime were counted from measurements (`train bench --shape`), the rest from the arrays that the code makes.
///
/// @param parts by name, in the order they are shown
public record MemoryEstimate(Map<String, Long> parts) {
    /// Numbers of the hidden width that the backward pass of a block needs of a token: the inputs of both norms, turned queries and keys, the fused
    /// product that the values are a view of, what attention gives.
    private static final int KEPT_HIDDEN = 8;
    /// Numbers of the inner width: GELU's input.
    private static final int KEPT_INNER = 1;
    /// Numbers of the hidden width of holes between what a block keeps, where freed arrays stay with the process.
    private static final int HOLES_HIDDEN = 5;
    /// Copies of the largest matrix that the optimiser makes, where every matrix is trained: they are too large for the holes that a step leaves.
    private static final int MADE_MATRICES = 3;
    /// Numbers of the hidden width that a block makes of a token and frees when it ends, forward or backward.
    private static final int MADE_HIDDEN = 36;
    /// Copies of the scores over the vocabulary that are there when the backward pass begins: themselves, their logarithms and the gradient of these.
    private static final int SCORES = 3;
    /// Copies that their own backward pass adds.
    private static final int MADE_SCORES = 1;
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
        long kept = 4 * (tokens * (keptHidden(recipe) * hidden + keptInner(recipe) * inner) + 2L * recipe.batch() * prefix(recipe) * hidden);
        long scores = 4L * recipe.batch() * learnedTokens * config.vocabulary();
        long made = 4 * tokens * MADE_HIDDEN * hidden;
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("base", Math.round(matrices * recipe.base().bytes()) + 4 * config.layers() * (9 * hidden + inner));
        parts.put("adapter", 4 * trained);
        parts.put("gradient", 4 * trained);
        parts.put("optimizer", 4L * recipe.optimizer().moments() * trained);
        parts.put("activations", recipe.recompute() ? kept + 4 * tokens * hidden * config.layers() : kept * config.layers());
        parts.put("scores", SCORES * scores);
        parts.put("working", Math.max(made, MADE_SCORES * scores) + updating(config, recipe));
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
        int holes = keepsFreed(recipe) ? HOLES_HIDDEN : 0;
        return switch (recipe.method()) {
            case Method.Lora lora -> holes + KEPT_HIDDEN + 1 + (lora.dropout() > 0 ? 1 : 0);
            case Method.Prefix ignored -> holes + KEPT_HIDDEN - 1;
            // What the fused matrix and the first of the two behind it read.
            case Method.Full ignored -> KEPT_HIDDEN + 2;
        };
    }

    /// A last matrix that learns keeps what it reads.
    private static int keptInner(Recipe recipe) {
        return KEPT_INNER + (recipe.method() instanceof Method.Full ? 1 : 0);
    }

    /// Where freed arrays go back to the system, the optimiser finds room where the activations were.
    private static long updating(GlmConfig config, Recipe recipe) {
        boolean apart = recipe.method() instanceof Method.Full && keepsFreed(recipe);
        return apart ? MADE_MATRICES * 4L * config.hidden() * Math.max(config.vocabulary(), config.inner()) : 0;
    }

    private static long prefix(Recipe recipe) {
        return recipe.method() instanceof Method.Prefix p ? p.tokens() : 0;
    }

    private static boolean widens(Recipe recipe) {
        return !(recipe.base() == BaseStorage.FP32 && recipe.arithmetic() == Arithmetic.FP32
                || recipe.base() == BaseStorage.FP16 && recipe.arithmetic() == Arithmetic.FP16);
    }

    /// Whether freed arrays stay with the process to be used again, which is faster: not where blocks are computed again for want of memory, nor where widened
    /// matrices come and go.
    public static boolean keepsFreed(Recipe recipe) {
        return !recipe.recompute() && !widens(recipe);
    }

    /// A matrix that is held in other numbers than it is computed in is widened while it is at work, the head being the largest.
    private static long widening(GlmConfig config, Recipe recipe) {
        if (!widens(recipe)) {
            return 0;
        }
        long head = (long) config.vocabulary() * config.hidden();
        long block = blockWeights(config);
        // Without recomputation the graph keeps every widened matrix until the gradient has come by.
        long kept = recipe.recompute() ? block : config.layers() * block;
        // On its way to BF16 a matrix that is not held in 32 bits passes through them.
        long between = recipe.arithmetic() == Arithmetic.BF16 && recipe.base() != BaseStorage.FP32 ? 4 * Math.max(head, block) : 0;
        return recipe.arithmetic().bytes() * (head + kept) + between;
    }
}
