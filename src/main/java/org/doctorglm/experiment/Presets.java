package org.doctorglm.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.platform.FileTree;
import org.doctorglm.training.LocalTraining;
import org.doctorglm.training.Probe;
import org.doctorglm.training.RunCheckpoints;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.TrainingException;

/// Plans that window and command line offer ready-made.
public final class Presets {
    /// Our own choice: the paper's Table 6 is announced and absent.
    public static final List<Double> TOP_P = List.of(0.3, 0.5, 0.7, 0.8, 0.9, 1.0);
    public static final List<Double> TEMPERATURES = List.of(0.2, 0.5, 0.7, 0.95, 1.2, 1.5);
    private static final int GRID_TOKENS = 128;

    private Presets() {
    }

    /// The questions that every run of training is asked.
    public static List<PlannedQuestion> usualQuestions() {
        return questions(Probe.USUAL.stream().map(Probe::question).toList());
    }

    /// Numbered Q1, Q2 and so on.
    public static List<PlannedQuestion> questions(List<String> texts) {
        List<PlannedQuestion> questions = new ArrayList<>();
        texts.forEach(text -> questions.add(PlannedQuestion.of("Q" + (questions.size() + 1), text)));
        return questions;
    }

    /// Top-p by temperature with several seeds, nothing else at work.
    public static ExperimentPlan grid(String title, List<PlannedQuestion> questions, Subject subject, List<Double> topPs, List<Double> temperatures, int seeds,
                                      int maxTokens) {
        List<Setting> settings = new ArrayList<>();
        for (double topP : topPs) {
            temperatures.forEach(temperature -> settings.add(Setting.paper(topP, temperature, maxTokens)));
        }
        return new ExperimentPlan(ExperimentPlan.FORMAT, title, Layout.GRID, questions, List.of(subject), settings, List.of(false),
                LongStream.range(0, seeds).boxed().toList(), false, List.of());
    }

    /// @param maxTokens 0 for the usual length
    public static int gridTokens(int maxTokens) {
        return maxTokens == 0 ? GRID_TOKENS : maxTokens;
    }

    /// Who answers beside whom, as doctors get their answers or as the paper shows them.
    ///
    /// @param layout COMPARISON, ADAPTERS, PRECISION or CHECKPOINTS
    public static ExperimentPlan comparison(String title, Layout layout, List<PlannedQuestion> questions, List<Subject> subjects, boolean paper, int seeds,
                                            List<OutsideColumn> outside) {
        return new ExperimentPlan(ExperimentPlan.FORMAT, title, layout, questions, subjects, List.of(paper ? Setting.PAPER : Setting.of(SamplingPreset.BALANCED)),
                List.of(!paper), LongStream.range(0, seeds).boxed().toList(), !paper, outside);
    }

    /// With and without the prompt designer.
    public static ExperimentPlan designer(String title, List<PlannedQuestion> questions, Subject subject, int seeds) {
        return new ExperimentPlan(ExperimentPlan.FORMAT, title, Layout.DESIGNER, questions, List.of(subject), List.of(Setting.of(SamplingPreset.BALANCED)),
                List.of(true, false), LongStream.range(0, seeds).boxed().toList(), true, List.of());
    }

    /// The best checkpoint of each run beside one base, and the base itself last; neither sheet nor after-treatment, so that the adapter is all that
    /// differs (research question 3, the paper's Table 5).
    ///
    /// @param runs of one base
    /// @param experiments where the adapters are put, with the experiment of this name
    /// @throws org.doctorglm.training.TrainingException UNKNOWN_RUN, DAMAGED_RUN, NO_ADAPTER
    public static ExperimentPlan adapters(String name, List<RunFolder> runs, List<PlannedQuestion> questions, Setting setting, LocalTraining training,
                                          Experiments experiments, Subjects subjects) throws IOException {
        List<Subject> who = new ArrayList<>();
        for (RunFolder run : runs) {
            who.add(tuned(name, run, training, experiments, subjects));
        }
        who.add(subjects.find(runs.getFirst().run().model(), null, null));
        return new ExperimentPlan(ExperimentPlan.FORMAT, name, Layout.ADAPTERS, questions, who, List.of(setting), List.of(false), List.of(0L), false, List.of());
    }

    /// Written aside first: a kill leaves no half adapter.
    ///
    /// @throws TrainingException NO_ADAPTER
    private static Path adapter(Path folder, String name, RunFolder run, long step, LocalTraining training) throws IOException {
        if (run.run().whole()) {
            throw new TrainingException(TrainingException.Reason.NO_ADAPTER, run.name());
        }
        Path adapter = folder.resolve(name);
        if (!Files.isDirectory(adapter)) {
            Path part = folder.resolve(name + ".part");
            FileTree.delete(part);
            training.export(run, step, part);
            Files.move(part, adapter);
        }
        return adapter;
    }

    /// The base and every checkpoint that a run still has, likeliest words only, so that training is all that differs (paper, section 4.3).
    ///
    /// @param experiments where the adapters are put, with the experiment of this name
    /// @throws org.doctorglm.training.TrainingException UNKNOWN_RUN, DAMAGED_RUN, NO_ADAPTER
    public static ExperimentPlan checkpoints(String name, RunFolder run, List<PlannedQuestion> questions, int maxTokens, LocalTraining training,
                                             Experiments experiments, Subjects subjects) throws IOException {
        String model = run.run().model();
        Path adapters = experiments.adapters(name);
        List<Subject> who = new ArrayList<>(List.of(subjects.find(model, null, null)));
        for (long step : new RunCheckpoints(run).steps()) {
            who.add(subjects.find(model, adapter(adapters, "step-" + step, run, step, training), run.name() + " " + step));
        }
        return new ExperimentPlan(ExperimentPlan.FORMAT, run.name(), Layout.CHECKPOINTS, questions, who, List.of(Setting.greedy(maxTokens)), List.of(false), List.of(0L), false, List.of());
    }

    /// The best checkpoint of a run beside its base.
    ///
    /// @param experiments where the adapter is put, with the experiment of this name
    /// @throws org.doctorglm.training.TrainingException UNKNOWN_RUN, DAMAGED_RUN, NO_ADAPTER
    public static Subject tuned(String name, RunFolder run, LocalTraining training, Experiments experiments, Subjects subjects) throws IOException {
        return subjects.find(run.run().model(), adapter(experiments.adapters(name), run.name(), run, 0, training), run.name());
    }
}
