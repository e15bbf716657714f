package org.doctorglm.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeText;
import org.doctorglm.training.RunEvent;
import org.doctorglm.training.RunFile;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunState;
import org.doctorglm.training.TrainingRuns;
import org.jspecify.annotations.Nullable;

/// What this computer has stored that answers the paper's research questions. Nothing is generated and nothing typed in.
///
/// @param runs newest first
/// @param answers of all experiments
public record ResearchFacts(List<Trained> runs, List<Packed> packs, List<ExperimentFolder> experiments, List<ExperimentAnswer> answers) {
    public ResearchFacts {
        runs = List.copyOf(runs);
        packs = List.copyOf(packs);
        experiments = List.copyOf(experiments);
        answers = List.copyOf(answers);
    }

    /// A run.
    ///
    /// @param method `lora` or `p-tuning`
    /// @param parameters trained ones
    /// @param hours that its steps took
    /// @param first held-out loss at the first look, nats a token, NaN where nobody looked
    /// @param best lowest held-out loss, NaN where nobody looked
    /// @param bestStep step of it
    /// @param adapterBytes of the parameters in 32 bits
    /// @param peakBytes most memory of the process that trained, 0 where nobody noted it
    /// @param looks held-out losses by step
    public record Trained(String name, String model, String method, long parameters, long steps, long planned, double hours, double pairsPerHour, double first, double best,
                          long bestStep, long adapterBytes, long peakBytes, RunState state, int alarms, SequencedMap<Long, Double> looks) {
    }

    /// A pack.
    ///
    /// @param increase of the loss by rounding, 0.02 for 2 % more; null where nobody measured
    public record Packed(String name, String precision, long bytes, String sha256, @Nullable String adapter, @Nullable Double increase, boolean failed) {
    }

    /// Reads what is stored; runs and experiments that are damaged are left out and named by their own pages.
    public static ResearchFacts of(TrainingRuns runs, ModelStore models, Experiments experiments) throws IOException {
        List<Trained> trained = new ArrayList<>();
        for (RunFolder run : runs.list()) {
            trained.add(trained(run, models));
        }
        List<Packed> packs = new ArrayList<>();
        for (ModelPack pack : models.list()) {
            packs.add(new Packed(pack.name(), pack.manifest().precision().key(), pack.bytes(), pack.sha256(), pack.manifest().adapter(), pack.lossCard().map(card -> card.loss().increase()).orElse(null),
                    pack.failedGate()));
        }
        List<ExperimentAnswer> answers = new ArrayList<>();
        List<ExperimentFolder> folders = experiments.list();
        for (ExperimentFolder folder : folders) {
            answers.addAll(folder.placed());
        }
        return new ResearchFacts(trained, packs, folders, answers);
    }

    private static Trained trained(RunFolder run, ModelStore models) throws IOException {
        RunFile file = run.run();
        Recipe recipe = RecipeText.parse(file.recipe());
        long millis = 0;
        long steps = 0;
        int alarms = 0;
        double first = Double.NaN;
        double best = Double.NaN;
        long bestStep = 0;
        SequencedMap<Long, Double> looks = new LinkedHashMap<>();
        for (RunEvent event : run.events()) {
            switch (event) {
                case RunEvent.Step step -> {
                    millis += step.millis();
                    steps = step.step();
                }
                case RunEvent.Look look -> {
                    looks.put(look.step(), look.loss());
                    first = Double.isNaN(first) ? look.loss() : first;
                    if (Double.isNaN(best) || look.loss() < best) {
                        best = look.loss();
                        bestStep = look.step();
                    }
                }
                // What the base was like before anything was learned is no collapse.
                case RunEvent.Alarmed alarmed -> alarms += alarmed.step() > 0 ? 1 : 0;
                case RunEvent.Probed ignored -> { }
                case RunEvent.Saved ignored -> { }
                case RunEvent.Shrunk ignored -> { }
            }
        }
        double hours = millis / 3.6e6;
        long parameters = parameters(recipe, file.model(), models);
        double pairs = (double) steps * recipe.batch() * recipe.accumulation();
        return new Trained(run.name(), file.model(), file.recipe().getOrDefault("method", ""), parameters, steps, file.steps(), hours, hours == 0 ? 0 : pairs / hours, first,
                best, bestStep, parameters * Float.BYTES, run.peakBytes().orElse(0), RunState.of(run), alarms, looks);
    }

    /// 0 where the base is no longer here.
    private static long parameters(Recipe recipe, String model, ModelStore models) throws IOException {
        Optional<ModelPack> base = models.list().stream().filter(pack -> pack.name().equals(model)).findFirst();
        return base.map(pack -> recipe.method().parameters(pack.manifest().config())).orElse(0L);
    }
}
