package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.training.LocalTraining;
import org.doctorglm.training.Probe;
import org.doctorglm.training.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `train compare RUN [--question Q]…`: the likeliest answers of the network without and with the adapter.
@Command(name = "compare")
final class TrainCompareCommand extends EngineVerb {
    @Parameters(paramLabel = "RUN")
    String name = "";

    @Option(names = "--checkpoint", descriptionKey = "train.checkpoint", paramLabel = "N")
    long checkpoint;

    @Option(names = "--question", descriptionKey = "train.question", paramLabel = "Q")
    List<String> questions = new ArrayList<>();

    @Option(names = "--questions", descriptionKey = "train.questions", paramLabel = "FILE")
    @Nullable Path file;

    @Override
    int run(CommandServices services) throws Exception {
        if (file != null) {
            Files.readAllLines(file).stream().filter(line -> !line.isBlank()).forEach(questions::add);
        }
        LocalTraining training = services.training();
        RunFolder run = training.runs().find(name);
        List<String> asked = questions.isEmpty() ? run.probes().stream().map(Probe::question).toList() : questions;
        List<LocalTraining.Compared> all = training.compare(run, checkpoint, asked,
                terminal().progress(terminal().word("train.comparing")), cancellation());
        if (json()) {
            ObjectNode json = object();
            ArrayNode rows = json.putArray("answers");
            all.forEach(one -> rows.addObject().put("question", one.question()).put("base", one.base()).put("tuned", one.tuned()));
            terminal().json(json);
            return DONE;
        }
        for (LocalTraining.Compared one : all) {
            terminal().line(one.question());
            terminal().line("  " + terminal().word("train.compared.base", one.base()));
            terminal().line("  " + terminal().word("train.compared.tuned", one.tuned()));
        }
        return DONE;
    }
}
