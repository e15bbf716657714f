package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.experiment.ExperimentFolder;
import org.doctorglm.experiment.ExperimentRunner;
import org.doctorglm.platform.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `experiment replay NAME [CELL…]`: answers cells again from what is stored with them, and says whether the words are the same.
@Command(name = "replay")
final class ExperimentReplayCommand extends EngineVerb {
    @Parameters(index = "0", paramLabel = "NAME", descriptionKey = "experiment.which")
    String name = "";

    @Parameters(index = "1..*", paramLabel = "CELL", descriptionKey = "experiment.cell")
    List<String> cells = List.of();

    @Override
    int run(CommandServices services) throws Exception {
        ExperimentFolder folder = services.experiments().find(name);
        ExperimentRunner runner = services.experimentRunner();
        List<String> wanted = cells.isEmpty() ? List.copyOf(folder.answers().keySet()) : cells;
        Progress progress = terminal().progress(terminal().word("experiment.answering"));
        List<String> different = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            cancellation().throwIfRequested();
            if (!runner.replay(folder, wanted.get(i), cancellation())) {
                different.add(wanted.get(i));
            }
            progress.at(i + 1L, wanted.size());
        }
        ObjectNode result = object().put("identical", different.isEmpty()).put("replayed", wanted.size());
        ArrayNode list = result.putArray("different");
        different.forEach(list::add);
        if (json()) {
            terminal().json(result);
        } else {
            terminal().line(terminal().word(different.isEmpty() ? "experiment.identical" : "experiment.different", String.valueOf(wanted.size()), String.join(" ", different)));
        }
        return different.isEmpty() ? DONE : FAILED;
    }
}
