package org.doctorglm.training;

/// Everything that decides a run but data and base. Every value is explained where recipes are shown, with where it comes from.
///
/// @param name as it is asked for and shown
/// @param learningRate highest rate
/// @param warmUp steps until it is reached
/// @param weightDecay λ of the optimiser
/// @param batch samples of a micro-batch
/// @param accumulation micro-batches of a step
/// @param epochs passes over the training part
/// @param mostSteps ends a run earlier, 0 for no limit
/// @param promptTokens prompts are cut to their first so many tokens
/// @param answerTokens answers are cut to their first so many
/// @param clip longest gradient, 0 for no limit
/// @param klToBase weight of KL(base ‖ tuned) in the loss, 0 for none
/// @param labelSmoothing share of the wanted token's probability that is spread over all, 0 for plain cross-entropy
/// @param arithmetic numbers of the products
/// @param base how frozen matrices are held
/// @param recompute whether activations of a block are computed again for the backward pass instead of kept (Chen et al. 2016, arXiv 1604.06174)
/// @param evaluateEvery steps between two looks at the held-out part
/// @param lookSamples most samples of such a look, spread over the held-out part
/// @param saveEvery steps between two checkpoints
/// @param seed of every random draw
/// @param keep steps whose checkpoints stay
/// @param onAlarm what a severe alarm does
public record Recipe(String name, Method method, Optimizer optimizer, double learningRate, Schedule schedule, int warmUp, double weightDecay, int batch,
                     int accumulation, double epochs, int mostSteps, int promptTokens, int answerTokens, double clip, double klToBase, double labelSmoothing,
                     Arithmetic arithmetic, BaseStorage base, boolean recompute, int evaluateEvery, int lookSamples, int saveEvery, long seed, KeptSteps keep,
                     AlarmPolicy onAlarm) {
    /// The paper's: batch 4, rate 2e-5, Lion, one epoch, 512 and 100 tokens, no warm-up, no decay, LoRA of rank 8 and α 16 on q and v. The dropout
    /// of 0.05 is the repository's.
    public static final Recipe PAPER_LORA = new Recipe("paper-lora", new Method.Lora(8, 16, 0.05, java.util.Set.of(LoraTarget.QV)),
            Optimizer.Lion.PUBLISHED, 2e-5, Schedule.CONSTANT, 0, 0, 4, 1, 1, 0, 512, 100, 0, 0, 0, Arithmetic.FP32, BaseStorage.FP32, false, 200, 96, 200, 42);
    /// The paper's steps with the repository's prefix of 128 tokens.
    public static final Recipe PAPER_P_TUNING = new Recipe("paper-p-tuning", new Method.Prefix(128, 1), Optimizer.Lion.PUBLISHED, 2e-5, Schedule.CONSTANT,
            0, 0, 4, 1, 1, 0, 512, 100, 0, 0, 0, Arithmetic.FP32, BaseStorage.FP32, false, 200, 96, 200, 42);
    /// Ours for a small set on a small machine: warm-up, cosine, clipped gradients.
    public static final Recipe SMALL_SAFE = new Recipe("small-safe", new Method.Lora(8, 16, 0, java.util.Set.of(LoraTarget.QV)), Optimizer.AdamW.USUAL,
            1e-3, Schedule.COSINE, 20, 0, 8, 1, 2, 0, 512, 256, 1, 0, 0, Arithmetic.FP32, BaseStorage.FP32, false, 50, 96, 50, 42);
    /// Ours for a small network that is trained as a whole: as [#SMALL_SAFE], with a lower rate, because every number moves.
    public static final Recipe SMALL_FULL = new Recipe("small-full", new Method.Full(), Optimizer.AdamW.USUAL, 1e-4, Schedule.COSINE, 20, 0, 8, 1, 2, 0, 512, 256,
            1, 0, 0, Arithmetic.FP32, BaseStorage.FP32, false, 50, 96, 50, 42);

    /// @throws IllegalArgumentException for values that no run can have
    public Recipe {
        at(learningRate > 0 && Double.isFinite(learningRate), "learningRate", learningRate);
        at(warmUp >= 0, "warmUp", warmUp);
        at(weightDecay >= 0 && weightDecay < 1, "weightDecay", weightDecay);
        at(batch >= 1 && batch <= 4096, "batch", batch);
        at(accumulation >= 1 && accumulation <= 4096, "accumulation", accumulation);
        at(epochs > 0 && epochs <= 1000, "epochs", epochs);
        at(mostSteps >= 0, "mostSteps", mostSteps);
        at(promptTokens >= 1, "promptTokens", promptTokens);
        at(answerTokens >= 1, "answerTokens", answerTokens);
        at(clip >= 0, "clip", clip);
        at(klToBase >= 0, "klToBase", klToBase);
        at(labelSmoothing >= 0 && labelSmoothing < 1, "labelSmoothing", labelSmoothing);
        at(evaluateEvery >= 1, "evaluateEvery", evaluateEvery);
        at(lookSamples >= 1, "lookSamples", lookSamples);
        at(saveEvery >= 1, "saveEvery", saveEvery);
    }

    /// With no other checkpoints kept than the best and the newest, and ended by a severe alarm.
    public Recipe(String name, Method method, Optimizer optimizer, double learningRate, Schedule schedule, int warmUp, double weightDecay, int batch,
                  int accumulation, double epochs, int mostSteps, int promptTokens, int answerTokens, double clip, double klToBase, double labelSmoothing,
                  Arithmetic arithmetic, BaseStorage base, boolean recompute, int evaluateEvery, int lookSamples, int saveEvery, long seed) {
        this(name, method, optimizer, learningRate, schedule, warmUp, weightDecay, batch, accumulation, epochs, mostSteps, promptTokens, answerTokens, clip,
                klToBase, labelSmoothing, arithmetic, base, recompute, evaluateEvery, lookSamples, saveEvery, seed, KeptSteps.NONE, AlarmPolicy.STOP);
    }

    /// As it is written into a run's file: the steps that are kept stand there by number.
    ///
    /// @param samples of the training part
    public Recipe fixed(long samples) {
        return new Recipe(name, method, optimizer, learningRate, schedule, warmUp, weightDecay, batch, accumulation, epochs, mostSteps, promptTokens, answerTokens,
                clip, klToBase, labelSmoothing, arithmetic, base, recompute, evaluateEvery, lookSamples, saveEvery, seed, keep.of(steps(samples)),
                onAlarm);
    }

    private static void at(boolean right, String key, Number value) {
        if (!right) {
            throw new IllegalArgumentException(key + " = " + value);
        }
    }

    /// Samples of a step.
    public int samplesPerStep() {
        return batch * accumulation;
    }

    /// @param samples of the training part
    public long steps(long samples) {
        long all = Math.max(1, Math.round(Math.ceil(samples * epochs / samplesPerStep())));
        return mostSteps == 0 ? all : Math.min(all, mostSteps);
    }
}
