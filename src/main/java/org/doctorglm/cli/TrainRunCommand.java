package org.doctorglm.cli;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.doctorglm.training.LocalTraining;
import org.doctorglm.training.Probe;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunPlan;
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
        List<Probe> probes = profile == null ? List.of() : services.profiles().find(profile).probes();
        String called = name == null ? LocalDateTime.now().format(NAME) : name;
        Optional<RunPlan> plan = recipe.plan();
        if (plan.isPresent() && model == null && data == null && recipe.values.isEmpty()) {
            return training.begin(called, plan.get(), probes);
        }
        // What differs from the file is another run: then only names and values count.
        String base = model != null ? model : plan.map(RunPlan::model).orElse(null);
        String set = data != null ? data : plan.map(RunPlan::data).orElse(null);
        if (base == null || set == null) {
            throw wrongUsage("train.needs");
        }
        return training.begin(called, base, set, recipe.recipe(Recipe.SMALL_SAFE), probes);
    }
}
