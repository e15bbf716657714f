package org.doctorglm.training.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.PackWeights;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.training.Evaluation;
import org.doctorglm.training.MemoryEstimate;
import org.doctorglm.training.Method;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.Sequence;
import org.doctorglm.training.StepResult;
import org.doctorglm.training.Tensor;
import org.doctorglm.training.TrainableNetwork;
import org.doctorglm.training.TrainingException;
import org.doctorglm.training.TrainingException.Reason;

/// A pack's network on libtorch, with an adapter that learns, or a copy of it that learns as a whole.
///
/// Used by the thread that made it: whether gradients are collected belongs to a thread.
public final class DjlNetwork implements TrainableNetwork {
    /// Tokens that are looked at together.
    private static final int MOST_TOKENS = 2048;

    private final Recipe recipe;
    private final NDManager manager;
    private final PackWeights pack;
    private final GlmNetwork base;
    private final Changes changes;
    private final Stepper stepper;

    private DjlNetwork(Recipe recipe, NDManager manager, PackWeights pack, GlmNetwork base, Changes changes) {
        this.recipe = recipe;
        this.manager = manager;
        this.pack = pack;
        this.base = base;
        this.changes = changes;
        this.stepper = new Stepper(manager, recipe.optimizer(), recipe.weightDecay(), changes.parameters());
        changes.parameters().values().forEach(array -> array.setRequiresGradient(true));
    }

    /// @param libraries folder of libtorch
    /// @param threads of one operator
    /// @throws TrainingException NO_LIBRARY, OUT_OF_MEMORY
    public static DjlNetwork open(ModelPack pack, Recipe recipe, Path libraries, int threads) throws IOException {
        NDManager manager = Torch.manager(libraries, threads);
        Heap.mapped();
        try {
            PackWeights weights = PackWeights.open(pack);
            try {
                DjlNetwork network = open(manager, weights, pack.manifest().config(), recipe);
                if (MemoryEstimate.keepsFreed(recipe)) {
                    Heap.kept();
                }
                return network;
            } catch (IOException | RuntimeException | Error e) {
                weights.close();
                throw e;
            }
        } catch (EngineException e) {
            manager.close();
            throw failure(e);
        } catch (OutOfMemoryError e) {
            manager.close();
            throw new TrainingException(Reason.OUT_OF_MEMORY, String.valueOf(e.getMessage()), e);
        } catch (IOException | RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private static DjlNetwork open(NDManager manager, PackWeights weights, GlmConfig config, Recipe recipe) throws IOException {
        Kernels kernels = new Kernels(manager);
        GlmNetwork base = GlmNetwork.of(new Weights.Frozen(manager, weights, recipe.base()), config, kernels, recipe.arithmetic());
        Changes changes = switch (recipe.method()) {
            case Method.Lora lora -> new Lora(manager, kernels, lora, config, recipe.seed());
            case Method.Prefix prefix -> new Prefix(manager, prefix, config, recipe.seed());
            case Method.Full ignored -> new FullTuning(manager, kernels, weights, config, recipe);
        };
        return new DjlNetwork(recipe, manager, weights, base, changes);
    }

    @Override
    public StepResult step(List<List<Sequence>> microBatches, double rate, long step) throws TrainingException {
        long learned = microBatches.stream().flatMap(List::stream).mapToLong(s -> s.labels().length).sum();
        long fed = microBatches.stream().flatMap(List::stream).mapToLong(Sequence::length).sum();
        changes.parameters().values().forEach(DjlNetwork::forget);
        double loss = 0;
        double divergence = 0;
        try {
            for (int i = 0; i < microBatches.size(); i++) {
                Noise noise = recipe.method() instanceof Method.Lora lora ? new Noise(lora.dropout(), recipe.seed(), step, i) : Noise.NONE;
                Learning.Sums sums = learn(microBatches.get(i), noise, learned);
                loss += sums.loss();
                divergence += sums.divergence();
            }
            double norm = gradientNorm();
            if (!Double.isFinite(loss) || !Double.isFinite(norm)) {
                throw new TrainingException(Reason.NOT_A_NUMBER, String.valueOf(step));
            }
            update(recipe.clip() > 0 && norm > recipe.clip() ? recipe.clip() / norm : 1, rate, step);
            return new StepResult(loss / learned, recipe.klToBase() > 0 ? divergence / learned : Double.NaN, norm, learned, fed);
        } catch (EngineException e) {
            throw failure(e);
        }
    }

    private Learning.Sums learn(List<Sequence> batch, Noise noise, long learned) {
        try (NDManager scope = manager.newSubManager()) {
            Learning learning = new Learning(base, changes, recipe, noise, scope);
            NDArray reference = recipe.klToBase() > 0 ? learning.baseScores(batch) : null;
            try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
                return recipe.recompute() ? learning.sparing(batch, reference, learned, collector) : learning.whole(batch, reference, learned, collector);
            }
        }
    }

    private static void forget(NDArray parameter) {
        JniUtils.zeroGrad((PtNDArray) parameter);
    }

    private double gradientNorm() {
        double sum = 0;
        for (NDArray parameter : changes.parameters().values()) {
            try (NDArray gradient = parameter.getGradient(); NDArray squares = gradient.square(); NDArray total = squares.sum()) {
                sum += total.getFloat();
            }
        }
        return Math.sqrt(sum);
    }

    private void update(double factor, double rate, long step) {
        changes.parameters().forEach((name, parameter) -> {
            try (NDArray gradient = parameter.getGradient()) {
                if (factor < 1) {
                    gradient.muli((float) factor);
                }
                stepper.update(name, parameter, gradient, rate, step);
            }
        });
    }

    @Override
    public Evaluation evaluate(List<Sequence> samples, Cancellation cancellation) throws TrainingException {
        return evaluate(changes, samples, cancellation);
    }

    @Override
    public Evaluation evaluateBase(List<Sequence> samples, Cancellation cancellation) throws TrainingException {
        return evaluate(new NoChanges(), samples, cancellation);
    }

    private Evaluation evaluate(Changes with, List<Sequence> samples, Cancellation cancellation) throws TrainingException {
        List<Double> losses = new ArrayList<>();
        List<Integer> tokens = new ArrayList<>();
        double divergence = 0;
        long compared = 0;
        try {
            for (int first = 0; first < samples.size(); ) {
                cancellation.throwIfRequested();
                List<Sequence> batch = batch(samples, first);
                try (NDManager scope = manager.newSubManager()) {
                    Learning learning = new Learning(base, with, recipe, Noise.NONE, scope);
                    boolean comparing = first < COMPARED && !(with instanceof NoChanges);
                    divergence += learning.measure(batch, losses, comparing);
                    compared += comparing ? batch.stream().mapToLong(s -> s.labels().length).sum() : 0;
                }
                batch.forEach(s -> tokens.add(s.labels().length));
                first += batch.size();
            }
        } catch (EngineException e) {
            throw failure(e);
        }
        return new Evaluation(losses, tokens, divergence / Math.max(1, compared));
    }

    private static List<Sequence> batch(List<Sequence> samples, int first) {
        int end = first;
        long tokens = 0;
        while (end < samples.size() && (end == first || tokens + samples.get(end).length() <= MOST_TOKENS)) {
            tokens += samples.get(end++).length();
        }
        return samples.subList(first, end);
    }

    /// Scores behind the last token of a sequence: for comparisons with other engines.
    ///
    /// @param tuned whether with the adapter
    public float[] logits(Sequence sequence, boolean tuned) throws TrainingException {
        try (NDManager scope = manager.newSubManager(); NDArray scores = new Learning(base, tuned ? changes : new NoChanges(), recipe, Noise.NONE, scope)
                .scores(List.of(sequence))) {
            return scores.get(scores.getShape().get(0) - 1).toFloatArray();
        } catch (EngineException e) {
            throw failure(e);
        }
    }

    /// Gradient of the mean loss, by parameter; takes no step.
    Map<String, Tensor> gradients(List<Sequence> batch) {
        changes.parameters().values().forEach(DjlNetwork::forget);
        learn(batch, Noise.NONE, batch.stream().mapToLong(s -> s.labels().length).sum());
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        changes.parameters().forEach((name, parameter) -> {
            try (NDArray gradient = parameter.getGradient()) {
                gradients.put(name, Values.of(gradient));
            }
        });
        return gradients;
    }

    @Override
    public int[] greedy(int[] prompt, int most, Cancellation cancellation) throws TrainingException {
        return greedy(changes, prompt, most, cancellation);
    }

    @Override
    public int[] greedyBase(int[] prompt, int most, Cancellation cancellation) throws TrainingException {
        return greedy(new NoChanges(), prompt, most, cancellation);
    }

    private int[] greedy(Changes with, int[] prompt, int most, Cancellation cancellation) throws TrainingException {
        try (NDManager scope = manager.newSubManager()) {
            return new Writing(with.network(base), with, scope).greedy(prompt, most, cancellation);
        } catch (EngineException e) {
            throw failure(e);
        }
    }

    @Override
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        changes.parameters().forEach((name, array) -> state.put(name, Values.of(array)));
        state.putAll(stepper.state());
        return state;
    }

    @Override
    public void restore(Map<String, Tensor> state) {
        changes.parameters().forEach((name, array) -> Values.set(array, state.get(name), name));
        stepper.restore(state);
    }

    /// Arrays that live as long as the network.
    int held() {
        return manager.getManagedArrays().size();
    }

    private static TrainingException failure(EngineException e) {
        String said = String.valueOf(e.getMessage());
        boolean memory = said.contains("alloc") || said.contains("out of memory") || said.contains("not enough memory");
        return new TrainingException(memory ? Reason.OUT_OF_MEMORY : Reason.NO_LIBRARY, said.lines().findFirst().orElse(""), e);
    }

    @Override
    public void close() {
        manager.close();
        pack.close();
        Heap.giveBack();
    }
}
