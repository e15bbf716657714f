package org.doctorglm.training;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.HeldFile;
import org.doctorglm.platform.Machine;
import org.doctorglm.platform.Progress;
import org.doctorglm.training.RunFolder.Best;
import org.doctorglm.training.RunFolder.Command;
import org.doctorglm.training.RunFolder.Ended;

/// Takes the steps of a run, looks at the held-out part, asks the probes, saves, listens to the guard and to whoever asks it to pause.
///
/// A step is a function of recipe, base, samples and the state before it, so a run that was killed goes on from its last checkpoint and
/// writes the same figures again. Runs on the thread that calls it.
public final class Trainer {
    private static final long NO_ROOM = 1 << 20;

    private final TrainableNetwork network;
    private final Recipe recipe;
    private final RunFolder run;
    private final RunCheckpoints checkpoints;
    private final TrainingSet set;
    private final Probes probes;
    private final GuardSettings guardSettings;
    private final Set<Long> kept;
    private CollapseGuard guard;
    /// Steps of the newest checkpoint.
    private long saved;
    /// Samples of a micro-batch: the recipe's, or fewer where memory ran out.
    private int batch;
    private final List<Alarm> alarms = new ArrayList<>();

    public Trainer(TrainableNetwork network, Recipe recipe, RunFolder run, TrainingSet set, Probes probes, GuardSettings guardSettings) {
        this.network = network;
        this.recipe = recipe;
        this.run = run;
        this.checkpoints = new RunCheckpoints(run);
        this.set = set;
        this.probes = probes;
        this.guardSettings = guardSettings;
        this.guard = new CollapseGuard(guardSettings);
        this.batch = recipe.batch();
        this.kept = Set.copyOf(recipe.keep().of(recipe.steps(set.train().size())).steps());
    }

    /// Begins, or goes on from the newest checkpoint; a run that has come to its end stays as it is.
    ///
    /// @param progress in steps
    /// @param cancellation pauses the run: what was taken since the last checkpoint is saved first
    /// @throws TrainingException BUSY, OUT_OF_MEMORY, NOT_A_NUMBER, DAMAGED_RUN
    public Ended train(Progress progress, Cancellation cancellation) throws IOException {
        try (HeldFile ignored = run.lock()) {
            Optional<Ended> before = run.end();
            if (before.isPresent() && !before.get().end().mayGoOn()) {
                return before.get();
            }
            run.begin();
            Ended ended = steps(restore(), progress, cancellation);
            try {
                run.peak(Machine.peakResidentBytes());
                run.end(ended);
            } catch (IOException e) {
                // Where the disk is full, even this finds no room; whoever looks finds a run that may go on.
                if (ended.end() != RunEnd.DISK_FULL) {
                    throw e;
                }
            }
            return ended;
        }
    }

    /// @return steps that are taken already
    private long restore() throws IOException {
        List<Long> there = checkpoints.steps();
        long step = there.isEmpty() ? 0 : there.getLast();
        if (!there.isEmpty()) {
            checkpoints.restore(step, network);
        }
        // Without a checkpoint nothing counts: what was said before the first step is said again, whole.
        run.cut(there.isEmpty() ? -1 : step);
        guard = new CollapseGuard(guardSettings);
        batch = recipe.batch();
        for (RunEvent event : run.events()) {
            remember(event);
            if (event instanceof RunEvent.Look look && look.step() == step && step > 0) {
                // A kill between the checkpoint and the note that it is the best.
                best(look.step(), look.loss());
            }
        }
        return step;
    }

    private void remember(RunEvent event) {
        switch (event) {
            case RunEvent.Step step -> guard.step(step.loss(), step.base());
            case RunEvent.Look look -> guard.evaluation(look.loss(), look.divergence());
            case RunEvent.Probed probed -> guard.probes(probed.answers());
            case RunEvent.Alarmed ignored -> { }
            case RunEvent.Saved ignored -> { }
            case RunEvent.Shrunk shrunk -> batch = shrunk.batch();
        }
    }

    private Ended steps(long done, Progress progress, Cancellation cancellation) throws IOException {
        SampleOrder order = new SampleOrder(set.train().size(), recipe.seed());
        long steps = recipe.steps(set.train().size());
        long at = done;
        saved = done;
        try {
            if (at == 0 && run.events().isEmpty()) {
                look(0, cancellation);
                // What the base was like before anything was learned is told, but it is no collapse.
                alarms.clear();
            }
            while (at < steps) {
                progress.at(at, steps);
                Optional<Command> asked = run.asked();
                if (asked.isPresent() || cancellation.isRequested()) {
                    save(at);
                    return new Ended(asked.filter(Command.STOP::equals).isPresent() ? RunEnd.STOPPED : RunEnd.PAUSED, at);
                }
                at++;
                step(at, steps, order);
                boolean stays = kept.contains(at);
                if (at % recipe.evaluateEvery() == 0 || at == steps || stays) {
                    look(at, cancellation);
                }
                Optional<RunEnd> end = alarmed();
                if (end.isPresent()) {
                    return new Ended(end.get(), at);
                }
                if (at % recipe.saveEvery() == 0 || at == steps || stays) {
                    save(at);
                }
            }
            progress.at(steps, steps);
            return new Ended(RunEnd.FINISHED, steps);
        } catch (CancellationException e) {
            // In the middle of a look: the checkpoint before it is where the run goes on.
            return new Ended(RunEnd.PAUSED, saved);
        } catch (DiskFullException e) {
            return new Ended(RunEnd.DISK_FULL, saved);
        }
    }

    private void step(long at, long steps, SampleOrder order) throws IOException {
        long begun = System.nanoTime();
        double rate = recipe.learningRate() * recipe.schedule().at(at, recipe.warmUp(), steps);
        List<Integer> indices = order.of(at, recipe.samplesPerStep());
        StepResult result = step(indices, rate, at);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        Double base = at <= GuardSettings.BESIDE_BASE && recipe.method().beginsAsBase()
                ? network.evaluateBase(indices.stream().map(set.train()::get).toList(), new Cancellation()).loss() : null;
        append(new RunEvent.Step(at, result.loss(), rate, result.gradientNorm(), result.tokens(), millis, base));
        raise(at, guard.step(result.loss(), base));
    }

    /// Where memory runs out, the same samples in smaller portions: their gradients add up to the same step.
    private StepResult step(List<Integer> indices, double rate, long at) throws IOException {
        while (true) {
            List<List<Sequence>> microBatches = new ArrayList<>();
            for (int first = 0; first < indices.size(); first += batch) {
                microBatches.add(indices.subList(first, Math.min(first + batch, indices.size())).stream().map(set.train()::get).toList());
            }
            try {
                return network.step(microBatches, rate, at);
            } catch (TrainingException e) {
                if (e.reason() != TrainingException.Reason.OUT_OF_MEMORY || batch == 1) {
                    throw e;
                }
                batch = (batch + 1) / 2;
                append(new RunEvent.Shrunk(at - 1, batch));
            }
        }
    }

    private void look(long at, Cancellation cancellation) throws IOException {
        double loss = Double.NaN;
        if (!set.heldOut().isEmpty()) {
            Evaluation evaluation = network.evaluate(set.some(recipe.lookSamples()), cancellation);
            append(new RunEvent.Look(at, evaluation.loss(), evaluation.divergence()));
            raise(at, guard.evaluation(evaluation.loss(), evaluation.divergence()));
            loss = evaluation.loss();
        }
        List<Probe.Answer> answers = probes.ask(network, cancellation);
        if (!answers.isEmpty()) {
            append(new RunEvent.Probed(at, answers));
            raise(at, guard.probes(answers));
        }
        // Last, because a run that goes on from this checkpoint does not look again.
        if (at > 0 && better(loss)) {
            checkpoint(at);
            best(at, loss);
        }
    }

    /// @param loss NaN where nothing was held out
    private boolean better(double loss) throws IOException {
        Optional<Best> best = run.best();
        return !Double.isNaN(loss) && (best.isEmpty() || loss < best.get().loss());
    }

    private void best(long at, double loss) throws IOException {
        if (better(loss)) {
            run.best(new Best(at, loss));
        }
    }

    private void raise(long at, List<Alarm> raised) throws IOException {
        for (Alarm alarm : raised) {
            append(new RunEvent.Alarmed(at, alarm));
            alarms.add(alarm);
        }
    }

    private Optional<RunEnd> alarmed() {
        boolean severe = alarms.stream().anyMatch(Alarm::severe);
        alarms.clear();
        return severe ? Optional.of(recipe.onAlarm() == AlarmPolicy.STOP ? RunEnd.GUARD : RunEnd.GUARD_PAUSED) : Optional.empty();
    }

    private void save(long at) throws IOException {
        if (at != saved) {
            checkpoint(at);
        }
        Set<Long> pinned = new HashSet<>(kept);
        run.best().map(Best::step).ifPresent(pinned::add);
        checkpoints.tidy(pinned);
    }

    /// What happened until here is on the disk before the checkpoint that it belongs to.
    private void checkpoint(long at) throws IOException {
        Map<String, Tensor> state = network.state();
        full(() -> {
            run.force();
            checkpoints.write(at, state);
        });
        append(new RunEvent.Saved(at));
        saved = at;
    }

    private void append(RunEvent event) throws IOException {
        full(() -> run.append(event));
    }

    private void full(Writing writing) throws IOException {
        try {
            writing.write();
        } catch (TrainingException e) {
            throw e;
        } catch (IOException e) {
            // A disk that is full says so in many ways.
            if (Files.getFileStore(run.path()).getUsableSpace() < NO_ROOM) {
                throw new DiskFullException(e);
            }
            throw e;
        }
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    private static final class DiskFullException extends IOException {
        private static final long serialVersionUID = 1;

        DiskFullException(IOException cause) {
            super(cause);
        }
    }
}
