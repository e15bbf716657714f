package org.doctorglm.training;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.HeldFile;
import org.doctorglm.training.TrainingException.Reason;
import org.jspecify.annotations.Nullable;

/// Runs that wait for one another. That a run waits stands in its own folder, so nobody has to be there for the queue to last: whoever trains takes
/// the next one when his run has ended.
///
/// A run leaves the queue when it ends. One whose trainer was killed stays the first, and goes on from its last checkpoint.
///
/// @param runs of the home
public record RunQueue(TrainingRuns runs) {
    private static final long PATIENCE_MILLIS = 500;

    /// Trains a run to its end, as [LocalTraining#train] does.
    @FunctionalInterface
    public interface Training {
        RunFolder.Ended train(RunFolder run) throws IOException;
    }

    /// In the order in which they will be trained.
    public List<RunFolder> list() throws IOException {
        record Waiting(RunFolder run, long place) {
        }

        List<Waiting> waiting = new ArrayList<>();
        for (RunFolder run : runs.list()) {
            Optional<Long> place = run.queued();
            if (place.isPresent()) {
                waiting.add(new Waiting(run, place.get()));
            }
        }
        waiting.sort(Comparator.comparingLong(Waiting::place).thenComparing(one -> one.run().name()));
        return waiting.stream().map(Waiting::run).toList();
    }

    /// Puts a run that may go on at the end; one that waits already stays where it is.
    ///
    /// @throws TrainingException BUSY while it is trained, OVER when it cannot go on
    public void add(RunFolder run) throws IOException {
        RunState state = RunState.of(run);
        if (state == RunState.TRAINING) {
            throw new TrainingException(Reason.BUSY, run.name());
        }
        if (!state.mayGoOn()) {
            throw new TrainingException(Reason.OVER, run.name());
        }
        if (run.queued().isEmpty()) {
            List<RunFolder> waiting = list();
            run.queue(waiting.isEmpty() ? 1 : waiting.getLast().queued().orElse(0L) + 1);
        }
    }

    /// Takes a run out. The run itself stays, and what it has learned.
    public void remove(RunFolder run) throws IOException {
        run.unqueue();
    }

    /// The run that is being trained, whoever trains it.
    public Optional<RunFolder> training() throws IOException {
        for (RunFolder run : runs.list()) {
            if (run.training()) {
                return Optional.of(run);
            }
        }
        return Optional.empty();
    }

    /// Trains what waits, one run after the other, until nothing waits, somebody pauses a run, or the disk is full; does
    /// nothing where another program is at it already, and waits for who trains outside the queue. A run that fails leaves its reason in its folder and makes room for the next.
    ///
    /// @return runs that were trained
    public int work(Training trainer, Cancellation cancellation) throws IOException {
        Optional<HeldFile> turn = turn();
        if (turn.isEmpty()) {
            return 0;
        }
        int done = 0;
        try (HeldFile ignored = turn.get()) {
            for (@Nullable RunFolder next = next(cancellation); next != null; next = next(cancellation)) {
                if (!goesOn(trainer, next)) {
                    return done + 1;
                }
                done++;
            }
        }
        return done;
    }

    /// Waits while somebody trains outside the queue.
    private @Nullable RunFolder next(Cancellation cancellation) throws IOException {
        try {
            for (List<RunFolder> waiting = list(); !cancellation.isRequested() && !waiting.isEmpty(); waiting = list()) {
                if (training().isEmpty()) {
                    return waiting.getFirst();
                }
                Thread.sleep(PATIENCE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    /// @return whether the next one may begin
    private static boolean goesOn(Training trainer, RunFolder run) throws IOException {
        try {
            RunFolder.Ended ended = trainer.train(run);
            // Also where it had come to its end before, and a kill left it waiting.
            run.unqueue();
            return letsOthersBegin(ended.end());
        } catch (IOException e) {
            Optional<Reason> reason = e instanceof TrainingException known ? Optional.of(known.reason()) : Optional.empty();
            if (reason.equals(Optional.of(Reason.BUSY))) {
                return false;
            }
            run.unqueue();
            return !reason.equals(Optional.of(Reason.NO_LIBRARY));
        }
    }

    /// Whether the queue goes on behind a run that ended so: who pauses wants the machine for something else.
    public static boolean letsOthersBegin(RunEnd end) {
        return switch (end) {
            case FINISHED, STOPPED, GUARD, GUARD_PAUSED -> true;
            case PAUSED, DISK_FULL -> false;
        };
    }

    /// One at a time in all programs. A program that only looked whether there is something to do holds it for a moment.
    private Optional<HeldFile> turn() throws IOException {
        Files.createDirectories(runs.root());
        return HeldFile.take(runs.root().resolve("queue.lock"));
    }
}
