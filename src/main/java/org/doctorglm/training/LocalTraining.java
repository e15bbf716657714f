package org.doctorglm.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.doctorglm.dataset.Conversation;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.dataset.Split;
import org.doctorglm.dataset.Turn;
import org.doctorglm.dialogue.PastRound;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.model.ModelException;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.prompt.ChatFormat;
import org.doctorglm.tokenizer.GlmTokenizer;
import org.doctorglm.training.RunFolder.Ended;
import org.doctorglm.training.TrainingException.Reason;

/// Runs on this computer: begun, gone on with, looked at. The use case that window and command line share.
public final class LocalTraining {
    private static final int PROBE_TOKENS = 96;

    private final TrainingRuns runs;
    private final ModelStore models;
    private final Opener opener;
    private final Source source;
    private final String version;

    /// Loads a network for training.
    @FunctionalInterface
    public interface Opener {
        TrainableNetwork open(ModelPack pack, Recipe recipe) throws IOException;
    }

    /// Finds dialogues by what they were asked for as.
    @FunctionalInterface
    public interface Source {
        void read(String data, Consumer<Conversation> consumer) throws IOException;
    }

    /// @param version of the program
    public LocalTraining(TrainingRuns runs, ModelStore models, Opener opener, Source source, String version) {
        this.runs = runs;
        this.models = models;
        this.opener = opener;
        this.source = source;
        this.version = version;
    }

    public TrainingRuns runs() {
        return runs;
    }

    /// Runs that wait for one another.
    public RunQueue queue() {
        return new RunQueue(runs);
    }

    /// Trains what waits, see [RunQueue#work].
    ///
    /// @param begun is told each run, and gives out who is told its steps
    /// @return runs that were trained
    public int workQueue(Function<RunFolder, Progress> begun, Cancellation cancellation) throws IOException {
        return queue().work(run -> train(run, begun.apply(run), cancellation), cancellation);
    }

    /// Makes the folder of a new run; nothing is trained yet.
    ///
    /// @param data name of a data set
    /// @throws TrainingException NO_SAMPLES, NO_TOKENIZER, BUSY
    public RunFolder begin(String name, String model, String data, Recipe recipe) throws IOException {
        return begin(name, model, data, recipe, List.of());
    }

    /// @param own questions that are asked besides the usual ones, now and when it goes on
    /// @throws TrainingException NO_SAMPLES, NO_TOKENIZER, BUSY
    /// @throws ModelException NOT_A_BASE for a pack with a prefix, which its answers depend on
    public RunFolder begin(String name, String model, String data, Recipe recipe, List<Probe> own) throws IOException {
        ModelPack pack = trainable(model);
        TrainingSet set = set(pack, data, recipe);
        RunFile run = new RunFile(RecipeText.of(recipe.fixed(set.train().size())), pack.name(), pack.sha256(), data, set.sha256(), set.train().size(), set.heldOut().size(),
                recipe.steps(set.train().size()), version);
        return runs.create(name, run, Stream.concat(Probe.USUAL.stream(), own.stream()).distinct().toList());
    }

    /// Makes the folder of a run that repeats another.
    ///
    /// @throws TrainingException CHANGED when network or samples are not those of the plan
    public RunFolder begin(String name, RunPlan plan, List<Probe> own) throws IOException {
        ModelPack pack = models.find(plan.model());
        if (!pack.sha256().equals(plan.modelSha256())) {
            throw new TrainingException(Reason.CHANGED, plan.model());
        }
        Recipe recipe = RecipeText.parse(plan.recipe());
        if (!set(pack, plan.data(), recipe).sha256().equals(plan.dataSha256())) {
            throw new TrainingException(Reason.CHANGED, plan.data());
        }
        return begin(name, plan.model(), plan.data(), recipe, own);
    }

    /// Trains until the end, an alarm, or a request.
    ///
    /// @throws TrainingException CHANGED when the base or the data are not those that the run began with
    public Ended train(RunFolder run, Progress progress, Cancellation cancellation) throws IOException {
        try {
            return trainer(run, progress, cancellation);
        } catch (TrainingException e) {
            if (e.reason() != Reason.BUSY) {
                // Whoever looks at the run later was not here to hear it.
                run.fail(e);
            }
            throw e;
        } catch (ModelException | DatasetException e) {
            run.fail(new TrainingException(Reason.CHANGED, e instanceof ModelException ? run.run().model() : run.run().data(), e));
            throw e;
        }
    }

    private Ended trainer(RunFolder run, Progress progress, Cancellation cancellation) throws IOException {
        RunFile file = run.run();
        ModelPack pack = base(file);
        Recipe recipe = RecipeText.parse(file.recipe());
        TrainingSet set = set(pack, file, recipe);
        try (TrainableNetwork network = opener.open(pack, recipe)) {
            Probes probes = new Probes(run.probes(), tokenizer(pack), pack.manifest().config(), PROBE_TOKENS);
            return new Trainer(network, recipe, run, set, probes, GuardSettings.USUAL).train(progress, cancellation);
        }
    }

    /// What a recipe makes of the data; nothing is trained.
    ///
    /// @throws TrainingException NO_TOKENIZER
    public TrainingCheck check(String model, String data, Recipe recipe, Cancellation cancellation) throws IOException {
        ModelPack pack = models.find(model);
        SampleMaker maker = maker(pack, recipe);
        TrainingCheck.Counting counting = new TrainingCheck.Counting();
        long[] index = {0};
        source.read(data, conversation -> {
            cancellation.throwIfRequested();
            boolean kept = Split.USUAL.holdsOut(index[0]++);
            counting.dialogue();
            maker.made(conversation).forEach(made -> counting.sample(made, kept));
        });
        return counting.result();
    }

    private ModelPack trainable(String model) throws IOException {
        ModelPack pack = models.find(model);
        if (pack.manifest().prefixTokens() > 0) {
            throw new ModelException(ModelException.Reason.NOT_A_BASE, pack.name(), pack.manifest().precision().key());
        }
        return pack;
    }

    private ModelPack base(RunFile file) throws IOException {
        ModelPack pack = models.find(file.model());
        if (!pack.sha256().equals(file.modelSha256())) {
            throw new TrainingException(Reason.CHANGED, file.model());
        }
        return pack;
    }

    private TrainingSet set(ModelPack pack, RunFile file, Recipe recipe) throws IOException {
        TrainingSet set = set(pack, file.data(), recipe);
        if (!set.sha256().equals(file.dataSha256())) {
            throw new TrainingException(Reason.CHANGED, file.data());
        }
        return set;
    }

    private TrainingSet set(ModelPack pack, String data, Recipe recipe) throws IOException {
        SampleMaker maker = maker(pack, recipe);
        List<Sequence> train = new ArrayList<>();
        List<Sequence> heldOut = new ArrayList<>();
        long[] index = {0};
        source.read(data, conversation -> (Split.USUAL.holdsOut(index[0]++) ? heldOut : train).addAll(maker.of(conversation)));
        if (train.isEmpty()) {
            throw new TrainingException(Reason.NO_SAMPLES, data);
        }
        return new TrainingSet(train, heldOut);
    }

    private static SampleMaker maker(ModelPack pack, Recipe recipe) throws IOException {
        return new SampleMaker(tokenizer(pack), pack.manifest().config(), recipe.promptTokens(), recipe.answerTokens());
    }

    private static GlmTokenizer tokenizer(ModelPack pack) throws IOException {
        Path file = pack.tokenizer().orElseThrow(() -> new TrainingException(Reason.NO_TOKENIZER, pack.name()));
        return GlmTokenizer.load(file, pack.manifest().config().imageTokens());
    }

    /// Dialogues of the held-out part as prompt and answer, spread evenly: what a pack is measured with afterwards.
    ///
    /// @throws TrainingException NO_SAMPLES when nothing was held out, CHANGED when the data are not those that were learned from
    public List<Turn> heldOut(RunFolder run, int most) throws IOException {
        RunFile file = run.run();
        set(base(file), file, RecipeText.parse(file.recipe()));
        List<Turn> all = new ArrayList<>();
        long[] index = {0};
        source.read(run.run().data(), conversation -> {
            if (Split.USUAL.holdsOut(index[0]++)) {
                all.addAll(prompts(conversation));
            }
        });
        if (all.isEmpty()) {
            throw new TrainingException(Reason.NO_SAMPLES, run.run().data());
        }
        int kept = Math.min(most, all.size());
        return java.util.stream.IntStream.range(0, kept).mapToObj(i -> all.get((int) ((long) i * all.size() / kept))).toList();
    }

    private static List<Turn> prompts(Conversation conversation) {
        List<Turn> prompts = new ArrayList<>();
        List<PastRound> history = new ArrayList<>();
        for (Turn turn : conversation.turns()) {
            prompts.add(new Turn(ChatFormat.format(history, turn.question()), turn.answer()));
            history.add(new PastRound(turn.question(), turn.answer()));
        }
        return prompts;
    }

    /// How far an adapter brought the network on what it did not learn from.
    ///
    /// @param samples of the held-out part
    /// @param tokens of their answers
    /// @param base nats a token without the adapter
    /// @param tuned nats a token with it
    /// @param change of the loss of a sample, mean over the samples' tokens, with the interval over samples
    public record Gain(long step, int samples, long tokens, double base, double tuned, Bootstrap.Interval change) {
        /// Share of the base's loss that is gone.
        public double fall() {
            return 1 - tuned / base;
        }
    }

    /// Measures the whole held-out part with and without the adapter.
    ///
    /// @param step of the checkpoint, 0 for the best one
    /// @throws TrainingException NO_SAMPLES, DAMAGED_RUN, CHANGED
    public Gain gain(RunFolder run, long step, Cancellation cancellation) throws IOException {
        RunFile file = run.run();
        ModelPack pack = base(file);
        Recipe recipe = RecipeText.parse(file.recipe());
        List<Sequence> heldOut = set(pack, file, recipe).heldOut();
        if (heldOut.isEmpty()) {
            throw new TrainingException(Reason.NO_SAMPLES, file.data());
        }
        RunCheckpoints checkpoints = new RunCheckpoints(run);
        long wanted = checkpoint(run, checkpoints, step);
        Evaluation before;
        Evaluation after;
        try (TrainableNetwork network = opener.open(pack, recipe)) {
            checkpoints.restore(wanted, network);
            after = network.evaluate(heldOut, cancellation);
            before = network.evaluateBase(heldOut, cancellation);
        }
        double tokens = after.tokens().stream().mapToLong(t -> t).sum();
        double[] changes = new double[heldOut.size()];
        for (int i = 0; i < changes.length; i++) {
            // Weighted as in the loss: long answers count for more.
            changes[i] = (after.losses().get(i) - before.losses().get(i)) * changes.length / tokens;
        }
        return new Gain(wanted, heldOut.size(), (long) tokens, before.loss(), after.loss(), Bootstrap.mean(changes));
    }

    /// The same question to the network without and with the adapter.
    public record Compared(String question, String base, String tuned) {
    }

    /// Asks both for their likeliest answers.
    ///
    /// @param step of the checkpoint, 0 for the best one
    /// @throws TrainingException DAMAGED_RUN, CHANGED
    public List<Compared> compare(RunFolder run, long step, List<String> questions, Progress progress, Cancellation cancellation) throws IOException {
        RunFile file = run.run();
        ModelPack pack = base(file);
        RunCheckpoints checkpoints = new RunCheckpoints(run);
        long wanted = checkpoint(run, checkpoints, step);
        Probes probes = new Probes(List.of(), tokenizer(pack), pack.manifest().config(), PROBE_TOKENS);
        List<Compared> compared = new ArrayList<>();
        try (TrainableNetwork network = opener.open(pack, RecipeText.parse(file.recipe()))) {
            checkpoints.restore(wanted, network);
            for (String question : questions) {
                progress.at(compared.size(), questions.size());
                int[] prompt = probes.prompt(question);
                compared.add(new Compared(question, probes.text(network.greedyBase(prompt, PROBE_TOKENS, cancellation)),
                        probes.text(network.greedy(prompt, PROBE_TOKENS, cancellation))));
            }
        }
        progress.at(questions.size(), questions.size());
        return compared;
    }

    /// Counts how far the answers of the base and of each checkpoint overlap with held-out ones.
    ///
    /// @param questions most that are asked, spread over the held-out part
    /// @param progress in answers
    /// @throws TrainingException NO_SAMPLES when nothing was held out, DAMAGED_RUN, CHANGED
    public MetricTable metrics(RunFolder run, int questions, Progress progress, Cancellation cancellation) throws IOException {
        RunFile file = run.run();
        ModelPack pack = base(file);
        Recipe recipe = RecipeText.parse(file.recipe());
        List<Sequence> samples = set(pack, file, recipe).some(questions);
        if (samples.isEmpty()) {
            throw new TrainingException(Reason.NO_SAMPLES, file.data());
        }
        SampleMaker cut = maker(pack, recipe);
        HeldOutAnswers answers = new HeldOutAnswers(samples, new Probes(List.of(), cut.tokenizer(), cut.config(), cut.answerTokens()), cut.answerTokens());
        try (TrainableNetwork network = opener.open(pack, recipe)) {
            return answers.of(network, new RunCheckpoints(run), progress, cancellation);
        }
    }

    /// Writes an adapter in peft's layout, or a whole network as a checkpoint's folder.
    ///
    /// @param step of the checkpoint, 0 for the best one, or the newest where none was measured
    /// @return the step that was taken
    /// @throws TrainingException DAMAGED_RUN when there is no such checkpoint
    public long export(RunFolder run, long step, Path target) throws IOException {
        RunFile file = run.run();
        RunCheckpoints checkpoints = new RunCheckpoints(run);
        long wanted = checkpoint(run, checkpoints, step);
        AdapterExport.write(checkpoints.read(wanted), RecipeText.parse(file.recipe()), base(file), target);
        return wanted;
    }

    private static long checkpoint(RunFolder run, RunCheckpoints checkpoints, long step) throws IOException {
        List<Long> there = checkpoints.steps();
        long wanted = step > 0 ? step : run.best().map(RunFolder.Best::step).orElse(there.isEmpty() ? 0L : there.getLast());
        if (!there.contains(wanted)) {
            throw new TrainingException(Reason.DAMAGED_RUN, String.valueOf(checkpoints.file(wanted).getFileName()));
        }
        return wanted;
    }
}
