package org.doctorglm.cli;

import java.nio.file.Path;
import java.util.List;
import org.doctorglm.experiment.Presets;
import org.doctorglm.experiment.Subjects;
import org.doctorglm.training.LocalTraining;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `experiment checkpoints RUN`: the base and every kept checkpoint answer the same questions (the paper's Table 7).
@Command(name = "checkpoints")
final class ExperimentCheckpointsCommand extends ExperimentVerb {
    private static final int USUAL_TOKENS = 128;

    @Parameters(paramLabel = "RUN", descriptionKey = "experiment.run")
    String run = "";

    @Option(names = "--question", descriptionKey = "experiment.question", paramLabel = "TEXT")
    List<String> questions = List.of();

    @Option(names = "--questions", descriptionKey = "experiment.questionFile", paramLabel = "FILE")
    @Nullable Path file;

    @Option(names = "--max-tokens", paramLabel = "N")
    int maxTokens = USUAL_TOKENS;

    @Override
    int run(CommandServices services) throws Exception {
        atLeast(1, maxTokens, "--max-tokens");
        LocalTraining training = services.training();
        String called = name("checkpoints-" + run);
        return answer(services, called, Presets.checkpoints(called, training.runs().find(run), questions(questions, file), maxTokens, training, services.experiments(),
                new Subjects(services.models())));
    }
}
