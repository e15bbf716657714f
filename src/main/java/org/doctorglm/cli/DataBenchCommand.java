package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.dataset.lint.DatasetBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `data bench --dialogues N`: statistics and lint over a synthetic set that is removed afterwards.
@Command(name = "bench")
final class DataBenchCommand extends Verb {
    @Option(names = "--dialogues", descriptionKey = "data.dialogues", paramLabel = "N")
    int dialogues = 100_000;

    @Override
    int run(CommandServices services) throws Exception {
        atLeast(100, dialogues, "--dialogues");
        ObjectNode result = JSON.valueToTree(DatasetBenchmark.run(services.datasets(), dialogues,
                terminal().progress(terminal().word("data.linting")), cancellation()));
        if (json()) {
            terminal().json(result);
        } else {
            result.properties().forEach(field -> terminal().line(field.getKey() + "  " + field.getValue().asText()));
        }
        return DONE;
    }
}
