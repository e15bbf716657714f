package org.doctorglm.cli;

import java.nio.file.Path;
import java.util.List;
import org.doctorglm.experiment.Presets;
import org.doctorglm.experiment.Subject;
import org.doctorglm.experiment.Subjects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `experiment grid`: top-p by temperature, each cell a real answer (the paper's absent Table 6, in a layout of our own).
@Command(name = "grid")
final class ExperimentGridCommand extends ExperimentVerb {
    @Option(names = "--model", paramLabel = "M")
    @Nullable String model;

    @Option(names = "--adapter", descriptionKey = "experiment.adapter", paramLabel = "DIR")
    @Nullable Path adapter;

    @Option(names = "--question", descriptionKey = "experiment.question", paramLabel = "TEXT")
    List<String> questions = List.of();

    @Option(names = "--questions", descriptionKey = "experiment.questionFile", paramLabel = "FILE")
    @Nullable Path file;

    @Option(names = "--top-p", descriptionKey = "experiment.topP", paramLabel = "P", split = ",")
    List<Double> topPs = Presets.TOP_P;

    @Option(names = "--temperature", descriptionKey = "experiment.temperature", paramLabel = "T", split = ",")
    List<Double> temperatures = Presets.TEMPERATURES;

    @Option(names = "--seeds", descriptionKey = "experiment.seeds", paramLabel = "N")
    int seeds = 3;

    @Option(names = "--max-tokens", paramLabel = "N")
    int maxTokens;

    @Override
    int run(CommandServices services) throws Exception {
        atLeast(1, seeds, "--seeds");
        Subject subject = new Subjects(services.models()).find(services.pack(model).name(), adapter, null);
        String called = name("grid-" + subject.model());
        return answer(services, called, Presets.grid(called, questions(questions, file), subject, topPs, temperatures, seeds, Presets.gridTokens(maxTokens)));
    }
}
