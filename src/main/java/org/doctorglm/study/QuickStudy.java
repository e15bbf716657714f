package org.doctorglm.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.proposal.Sheet;
import org.doctorglm.engine.EngineException;
import org.doctorglm.experiment.ExperimentPlan;
import org.doctorglm.experiment.ExperimentRunner;
import org.doctorglm.experiment.Experiments;
import org.doctorglm.experiment.Layout;
import org.doctorglm.experiment.PlannedQuestion;
import org.doctorglm.experiment.Presets;
import org.doctorglm.experiment.Setting;
import org.doctorglm.experiment.Subject;
import org.doctorglm.experiment.Subjects;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.release.RunPublisher;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeText;
import org.doctorglm.training.RunEnd;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.TrainingException;

/// Everything that the report on the research questions looks for, made on a small network from nothing: packs, a set of pairs, a run of each
/// method, a published pack, and an experiment of each kind. What is there already is not made again, so a study that was stopped goes on.
/// All of it stays in the home as anything else that was made there. Blocks.
public final class QuickStudy {
    private static final List<Precision> PRECISIONS = List.of(Precision.FP32, Precision.INT8, Precision.INT4);

    private final Means means;
    private final StudySize size;

    /// What a study works with.
    ///
    /// @param trainer takes the steps of a run
    public record Means(ModelStore models, DatasetRepository datasets, RunPublisher publisher, Trainer trainer, Experiments experiments, ExperimentRunner runner) {
    }

    /// Trains a run to its end or until it is asked to stop.
    @FunctionalInterface
    public interface Trainer {
        void train(RunFolder run, Progress progress, Cancellation cancellation) throws IOException;
    }

    public QuickStudy(Means means, StudySize size) {
        this.means = means;
        this.size = size;
    }

    /// What is made from.
    ///
    /// @param checkpoint folder of the unrounded network
    /// @param sheets all that the library has
    /// @param provenance of the pairs, in words
    public record Sources(Path checkpoint, List<Sheet> sheets, String provenance) {
        public Sources {
            sheets = List.copyOf(sheets);
        }
    }

    /// Makes what is missing.
    ///
    /// @param begun is told each stage, and gives out who is told its progress
    /// @throws TrainingException when a run cannot go on
    /// @throws CancellationException when cancelled; what was made stays
    public void run(Sources sources, Function<StudyStage, Progress> begun, Cancellation cancellation) throws IOException, EngineException {
        networks(sources.checkpoint(), begun.apply(StudyStage.NETWORKS), cancellation);
        StudyPairs pairs = new StudyPairs(means.datasets(), StudyStage.PAIRS.title());
        begun.apply(StudyStage.PAIRS);
        if (!pairs.made()) {
            pairs.make(spread(sources.sheets(), size.sheets()), sources.provenance());
        }
        RunFolder lora = trained(StudyStage.LORA, StudyRecipes.lora(size.steps()), begun, cancellation);
        RunFolder prefix = trained(StudyStage.P_TUNING, StudyRecipes.prefix(size.steps()), begun, cancellation);
        boolean published = published(lora, begun.apply(StudyStage.PACK), cancellation);
        experiments(List.of(lora, prefix), pairs.heldOut(size.questions()), published, begun, cancellation);
    }

    private void experiments(List<RunFolder> runs, List<PlannedQuestion> questions, boolean published, Function<StudyStage, Progress> begun, Cancellation cancellation)
            throws IOException, EngineException {
        Subjects subjects = new Subjects(means.models());
        Subject unrounded = subjects.find(pack(Precision.FP32), null, null);
        Subject rounded = subjects.find(pack(Precision.INT4), null, null);
        List<Subject> precisions = new ArrayList<>();
        for (Precision precision : PRECISIONS) {
            precisions.add(subjects.find(pack(precision), null, null));
        }
        List<Subject> compared = new ArrayList<>(List.of(unrounded));
        if (published) {
            compared.add(subjects.find(StudyStage.PACK.title(), null, null));
        }
        List<PlannedQuestion> few = questions.subList(0, Math.min(size.gridQuestions(), questions.size()));

        answer(StudyStage.ADAPTERS, name -> Presets.adapters(name, runs, questions, Setting.greedy(size.answerTokens()), means.publisher().training(), means.experiments(), subjects), begun, cancellation);
        answer(StudyStage.CHECKPOINTS, name -> Presets.checkpoints(name, runs.getFirst(), questions, size.answerTokens(), means.publisher().training(),
                means.experiments(), subjects), begun, cancellation);
        answer(StudyStage.GRID, name -> Presets.grid(name, few, compared.getLast(), size.topPs(), size.temperatures(), 1, size.answerTokens()), begun, cancellation);
        answer(StudyStage.PRECISION, name -> Presets.comparison(name, Layout.PRECISION, questions, precisions, false, 1, List.of()), begun, cancellation);
        answer(StudyStage.DESIGNER, name -> Presets.designer(name, questions, rounded, 1), begun, cancellation);
        answer(StudyStage.COMPARISON, name -> Presets.comparison(name, Layout.COMPARISON, questions, compared, true, 1, List.of()).with(List.of(Setting.PAPER.atMost(size.answerTokens()))), begun, cancellation);
    }

    @FunctionalInterface
    private interface Planned {
        ExperimentPlan of(String name) throws IOException;
    }

    private void answer(StudyStage stage, Planned plan, Function<StudyStage, Progress> begun, Cancellation cancellation) throws IOException, EngineException {
        Progress progress = begun.apply(stage);
        String name = stage.title();
        // Asked only where there is none: the checkpoints of a run that was gone on with since would make another plan.
        boolean there = means.experiments().list().stream().anyMatch(folder -> folder.name().equals(name));
        means.runner().run(there ? means.experiments().find(name) : means.experiments().begin(name, plan.of(name)), progress, answer -> { }, cancellation);
    }

    private static String pack(Precision precision) {
        return "quick-" + precision.key();
    }

    private boolean here(String pack) {
        return means.models().list().stream().anyMatch(each -> each.name().equals(pack));
    }

    private void networks(Path checkpoint, Progress progress, Cancellation cancellation) throws IOException {
        for (int i = 0; i < PRECISIONS.size(); i++) {
            progress.at(i, PRECISIONS.size());
            if (!here(pack(PRECISIONS.get(i)))) {
                means.models().importFolder(checkpoint, PRECISIONS.get(i), pack(PRECISIONS.get(i)), Progress.NONE, cancellation);
            }
        }
        progress.at(PRECISIONS.size(), PRECISIONS.size());
    }

    private RunFolder trained(StudyStage stage, Map<String, String> recipe, Function<StudyStage, Progress> begun, Cancellation cancellation) throws IOException {
        Progress progress = begun.apply(stage);
        var training = means.publisher().training();
        boolean there = training.runs().list().stream().anyMatch(run -> run.name().equals(stage.title()));
        RunFolder run = there ? training.runs().find(stage.title())
                : training.begin(stage.title(), pack(Precision.FP32), StudyStage.PAIRS.title(), RecipeText.parse(recipe));
        if (run.end().isEmpty() || run.end().get().end().mayGoOn()) {
            means.trainer().train(run, progress, cancellation);
        }
        cancellation.throwIfRequested();
        RunEnd end = run.end().map(RunFolder.Ended::end).orElse(RunEnd.PAUSED);
        if (end.mayGoOn()) {
            throw new TrainingException(run.failure().map(RunFolder.Failure::reason).orElse(TrainingException.Reason.DAMAGED_RUN), run.name());
        }
        return run;
    }

    /// @return whether the gate let it pass
    private boolean published(RunFolder run, Progress progress, Cancellation cancellation) throws IOException, EngineException {
        return here(StudyStage.PACK.title())
                || means.publisher().publish(run, 0, null, Precision.INT4, StudyStage.PACK.title(), progress, cancellation).passed();
    }

    /// Some of them, evenly over all departments.
    private static List<Sheet> spread(List<Sheet> sheets, int most) {
        int kept = Math.min(most, sheets.size());
        List<Sheet> some = new ArrayList<>();
        for (int i = 0; i < kept; i++) {
            some.add(sheets.get((int) ((long) i * sheets.size() / kept)));
        }
        return some;
    }
}
