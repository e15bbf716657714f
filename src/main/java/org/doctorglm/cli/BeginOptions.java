package org.doctorglm.cli;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.doctorglm.profile.NewRun;
import org.doctorglm.training.KeptSteps;
import org.doctorglm.training.LocalTraining;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeText;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What a new run is of: named here, by a profile, or by a file that repeats another run; the first of them that says something counts.
final class BeginOptions {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /// The paper's checkpoints, by its numbers or in their proportions.
    enum Sweep {
        PAPER(KeptSteps.PAPER),
        SCALED(KeptSteps.SCALED);

        private final KeptSteps steps;

        Sweep(KeptSteps steps) {
            this.steps = steps;
        }
    }

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

    @Option(names = "--sweep", descriptionKey = "train.sweep", paramLabel = "paper|scaled", arity = "0..1", fallbackValue = "SCALED")
    @Nullable Sweep sweep;

    boolean given() {
        return model != null || data != null || profile != null || recipe.name != null;
    }

    /// Makes the folder of the run.
    ///
    /// @param verb says what is wrong
    RunFolder begin(Verb verb, CommandServices services) throws Exception {
        LocalTraining training = services.training();
        Optional<NewRun> of = profile == null ? Optional.empty() : Optional.of(NewRun.of(services.profiles().find(profile)));
        List<org.doctorglm.training.Probe> probes = of.map(NewRun::probes).orElse(List.of());
        String called = name == null ? LocalDateTime.now().format(NAME) : name;
        if (sweep != null) {
            recipe.values.put("keep", sweep.steps.text());
        }
        Optional<RunPlan> plan = recipe.plan();
        if (plan.isPresent() && model == null && data == null && recipe.values.isEmpty()) {
            return training.begin(called, plan.get(), probes);
        }
        // What differs from the file is another run: then only names and values count.
        String base = model != null ? model : plan.map(RunPlan::model).or(() -> of.flatMap(NewRun::model)).orElse(null);
        String set = data != null ? data : plan.map(RunPlan::data).or(() -> of.flatMap(NewRun::data)).orElse(null);
        if (base == null || set == null) {
            throw verb.wrongUsage("train.needs");
        }
        return training.begin(called, base, set, recipe(of), probes);
    }

    private Recipe recipe(Optional<NewRun> of) throws Exception {
        if (recipe.name != null || of.isEmpty() || of.get().recipe().isEmpty()) {
            return recipe.recipe(Recipe.SMALL_SAFE);
        }
        Map<String, String> all = new LinkedHashMap<>(of.get().recipe());
        all.putAll(recipe.values);
        return RecipeText.parse(all);
    }
}
