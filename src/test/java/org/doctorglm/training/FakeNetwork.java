package org.doctorglm.training;

import java.util.List;
import java.util.Map;
import org.doctorglm.platform.Cancellation;

/// A network of one number that should become 3: its loss is the squared distance, its gradient exact, its answers what a test says.
final class FakeNetwork implements TrainableNetwork {
    private float value;
    int[] answer = {};
    int steps;
    /// Samples that fit into its memory at once.
    int room = Integer.MAX_VALUE;

    @Override
    public StepResult step(List<List<Sequence>> microBatches, double rate, long step) throws TrainingException {
        if (microBatches.stream().anyMatch(micro -> micro.size() > room)) {
            throw new TrainingException(TrainingException.Reason.OUT_OF_MEMORY, "");
        }
        double loss = (value - 3.0) * (value - 3.0);
        double gradient = 2 * (value - 3.0);
        // What was read leaves a trace, so that a run which reads other samples ends elsewhere.
        float noise = microBatches.stream().flatMap(List::stream).mapToInt(s -> s.ids()[0]).sum() * 1e-4f;
        value = (float) (value - rate * gradient) + noise;
        steps++;
        return new StepResult(loss, Double.NaN, Math.abs(gradient), 1, 1);
    }

    @Override
    public Evaluation evaluate(List<Sequence> samples, Cancellation cancellation) {
        return new Evaluation(List.of((value - 3.0) * (value - 3.0)), List.of(1), 0);
    }

    @Override
    public Evaluation evaluateBase(List<Sequence> samples, Cancellation cancellation) {
        return new Evaluation(List.of(9.0), List.of(1), 0);
    }

    @Override
    public int[] greedy(int[] prompt, int most, Cancellation cancellation) {
        return answer;
    }

    @Override
    public int[] greedyBase(int[] prompt, int most, Cancellation cancellation) {
        return answer;
    }

    @Override
    public Map<String, Tensor> state() {
        return Map.of("value", new Tensor(List.of(1L), new float[] {value}));
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        value = state.get("value").values()[0];
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
