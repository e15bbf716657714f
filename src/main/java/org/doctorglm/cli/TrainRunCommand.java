package org.doctorglm.cli;

import org.doctorglm.training.LocalTraining;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunQueue;
import org.doctorglm.training.TrainingException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `train run --recipe R --model M --data NAME [--set key=value] [--profile P]`, or `train run --resume RUN`. Ctrl-C pauses: what was learned is kept.
/// With `--queue` it goes on with the runs that wait when its own has ended.
@Command(name = "run")
final class TrainRunCommand extends EngineVerb {
    @Mixin
    BeginOptions beginning = new BeginOptions();

    @Option(names = "--resume", descriptionKey = "train.resume", paramLabel = "RUN")
    @Nullable String resumed;

    @Option(names = "--queue", descriptionKey = "train.queue")
    boolean queue;

    @Override
    int run(CommandServices services) throws Exception {
        if (resumed != null && beginning.profile != null) {
            // A run goes on with the questions that it began with.
            throw wrongUsage("train.profile.begin");
        }
        LocalTraining training = services.training();
        RunFolder run = resumed == null ? beginning.begin(this, services) : training.runs().find(resumed);
        terminal().message(terminal().word("train.run", run.name()));
        RunFolder.Ended ended;
        try {
            ended = training.train(run, terminal().progress(terminal().word("train.steps")), cancellation());
        } catch (TrainingException e) {
            if (queue && e.reason() != TrainingException.Reason.BUSY) {
                training.queue().remove(run);
                TrainQueueCommand.work(this, training);
            }
            throw e;
        }
        if (json()) {
            terminal().json(TrainRuns.json(run, false));
        } else {
            terminal().line(terminal().word("train.end." + ended.end().key(), String.valueOf(ended.step())));
        }
        if (queue && RunQueue.letsOthersBegin(ended.end())) {
            TrainQueueCommand.work(this, training);
        }
        return switch (ended.end()) {
            case FINISHED, STOPPED -> DONE;
            case GUARD, GUARD_PAUSED -> REFUSED;
            case DISK_FULL -> FAILED;
            case PAUSED -> cancellation().isRequested() ? CANCELLED : DONE;
        };
    }
}
