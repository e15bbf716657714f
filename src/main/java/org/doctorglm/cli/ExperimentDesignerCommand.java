package org.doctorglm.cli;

import java.util.List;
import java.util.Locale;
import org.doctorglm.experiment.DesignerExperiment.Figure;
import org.doctorglm.experiment.DesignerExperiment.Report;
import org.doctorglm.experiment.GroundedQuestion;
import org.doctorglm.model.ModelPack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `experiment designer`: the same questions with and without the prompt designer (research question 4).
@Command(name = "designer")
final class ExperimentDesignerCommand extends EngineVerb {
    @Option(names = "--model", paramLabel = "M")
    @Nullable String model;

    @Option(names = "--questions", paramLabel = "N", descriptionKey = "experiment.questions")
    int questions = 120;

    @Option(names = "--seed", paramLabel = "N", descriptionKey = "experiment.seed")
    long seed = 1;

    @Override
    int run(CommandServices services) throws Exception {
        atLeast(2, questions, "--questions");
        ModelPack pack = services.pack(model);
        List<GroundedQuestion> asked = GroundedQuestion.of(services.library().all(), questions, seed);
        Report report = services.designerExperiment().run(pack, asked, terminal().progress(terminal().word("experiment.answering")), cancellation());
        if (json()) {
            terminal().json(JSON.valueToTree(report));
            return DONE;
        }
        terminal().line(terminal().word("experiment.designer", report.questions(), report.model(), String.format(Locale.ROOT, "%.1f", 100 * report.rightSheet())));
        line("experiment.loss", report.loss());
        line("experiment.overlap", report.overlap());
        line("experiment.support", report.support());
        return DONE;
    }

    private void line(String key, Figure figure) {
        terminal().line(String.format(Locale.ROOT, "%s  %.4f  %.4f  %+.4f … %+.4f%s", terminal().word(key), figure.with(), figure.without(),
                figure.difference().low(), figure.difference().high(), figure.difference().excludesZero() ? " *" : ""));
    }
}
