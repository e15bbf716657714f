package org.doctorglm.training;

import java.util.List;
import java.util.Map;
import org.doctorglm.platform.Cancellation;

/// A network whose adapter can be changed step by step. Used by one thread.
public interface TrainableNetwork extends AutoCloseable {
    /// Takes one step of the optimiser.
    ///
    /// @param microBatches their gradients are added up before the step: together they are the batch
    /// @param rate learning rate of this step
    /// @param step number of the step, from 1; together with the recipe's seed it decides every random draw
    /// @throws TrainingException OUT_OF_MEMORY; the adapter is then as it was before the step
    StepResult step(List<List<Sequence>> microBatches, double rate, long step) throws TrainingException;

    /// Samples at the beginning of a list that the distance from the base is measured on: it needs the base's scores too.
    int COMPARED = 16;

    /// Measures without learning: no dropout, no gradient.
    Evaluation evaluate(List<Sequence> samples, Cancellation cancellation) throws TrainingException;

    /// As [#evaluate], without the adapter.
    Evaluation evaluateBase(List<Sequence> samples, Cancellation cancellation) throws TrainingException;

    /// The likeliest answer, token by token.
    ///
    /// @param prompt with `[gMASK] <sop>`
    /// @param most tokens; ends before `<eop>`
    int[] greedy(int[] prompt, int most, Cancellation cancellation) throws TrainingException;

    /// As [#greedy], without the adapter.
    int[] greedyBase(int[] prompt, int most, Cancellation cancellation) throws TrainingException;

    /// Everything that the next step depends on: adapter and optimiser, exactly.
    Map<String, Tensor> state();

    /// Puts back what [#state()] gave out.
    ///
    /// @throws IllegalArgumentException for the state of another recipe
    void restore(Map<String, Tensor> state);

    @Override
    void close();
}
