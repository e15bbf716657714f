package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunState;
import picocli.CommandLine.Command;

/// `train list`
@Command(name = "list")
final class TrainListCommand extends Verb {
    @Override
    int run(CommandServices services) throws Exception {
        ObjectNode all = object();
        ArrayNode runs = all.putArray("runs");
        for (RunFolder run : services.training().runs().list()) {
            runs.add(TrainRuns.json(run, false));
            if (!json()) {
                String best = run.best().map(b -> terminal().word("train.best", String.valueOf(b.step()), number("%.4f", b.loss()))).orElse("");
                terminal().line(run.name() + "  " + terminal().word("train.state." + RunState.of(run).key()) + "  " + run.run().model() + "  "
                        + run.run().data() + "  " + best);
            }
        }
        if (json()) {
            terminal().json(all);
        }
        return DONE;
    }
}
