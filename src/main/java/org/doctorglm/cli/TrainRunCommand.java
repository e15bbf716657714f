package org.doctorglm.cli;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.doctorglm.training.LocalTraining;
import org.doctorglm.training.Probe;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `train run --recipe R --model M --data NAME [--set key=value] [--profile P]`, or `train run --resume RUN`. Ctrl-C pauses: what was learned is kept.
@Command(name = "run")
final class TrainRunCommand extends EngineVerb {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Mixin
    RecipeOptions recipe = new RecipeOptions();

    @Option(names = "--model", descriptionKey = "train.model", paramLabel = "M")
    @Nullable String model;

    @Option(names = "--data", descriptionKey = "train.data", paramLabel = "NAME")
    @Nullable String data;

    @Option(names = "--profile", descriptionKey = "train.profile", paramLabel = "P")
    @Nullable String profile;

    @Option(names = "--name", descriptionKey = "train.name", paramLabel = "RUN")
    @Nullable String name;

    @Option(names = "--resume", descriptionKey = "train.resume", paramLabel = "RUN")
    @Nullable String resumed;

    @Override
    int run(CommandServices services) throws Exception {
        if (resumed != null && profile != null) {
            // A run goes on with the questions that it began with.
            throw wrongUsage("train.profile.begin");
        }
        LocalTraining training = services.training();
        RunFolder run = resumed == null ? begin(services, training) : training.runs().find(resumed);
        terminal().message(terminal().word("train.run", run.name()));
        RunFolder.Ended ended = training.train(run, terminal().progress(terminal().word("train.steps")), cancellation());
        if (json()) {
            terminal().json(TrainRuns.json(run, false));
        } else {
            terminal().line(terminal().word("train.end." + ended.end().key(), String.valueOf(ended.step())));
        }
        return switch (ended.end()) {
            case FINISHED, STOPPED -> DONE;
            case GUARD, GUARD_PAUSED -> REFUSED;
            case DISK_FULL -> FAILED;
            case PAUSED -> cancellation().isRequested() ? CANCELLED : DONE;
        };
    }

    private RunFolder begin(CommandServices services, LocalTraining training) throws Exception {
        if (model == null || data == null) {
            throw wrongUsage("train.needs");
        }
        List<Probe> probes = profile == null ? List.of() : services.profiles().find(profile).probes();
        return training.begin(name == null ? LocalDateTime.now().format(NAME) : name, model, data, recipe.recipe(Recipe.SMALL_SAFE), probes);
    }
}
