package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.Split;
import org.doctorglm.dataset.SplitSets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `data split NAME`: how large what is learned from and what is held out are; `--as PREFIX` makes a set of each.
@Command(name = "split")
final class DataSplitCommand extends Verb {
    @Parameters(paramLabel = "NAME", descriptionKey = "data.name")
    String name = "";

    @Option(names = "--as", descriptionKey = "data.split.as", paramLabel = "PREFIX")
    @Nullable String prefix;

    @Mixin
    SplitOptions options = new SplitOptions();

    @Override
    int run(CommandServices services) throws Exception {
        Split split = options.split(this);
        SplitSets sets = new SplitSets(services.datasets());
        SplitSets.Parts parts = sets.count(name, split, terminal().progress(terminal().word("data.counting")), cancellation());
        ObjectNode result = object().put("name", name).put("heldOutShare", split.heldOut()).put("seed", split.seed());
        ObjectNode train = result.putObject("train").put("conversations", parts.train()).put("turns", parts.trainTurns());
        ObjectNode heldOut = result.putObject("heldOut").put("conversations", parts.heldOut()).put("turns", parts.heldOutTurns());
        if (prefix != null) {
            String first = DatasetDetails.named(prefix + "-train").name();
            String second = DatasetDetails.named(prefix + "-heldout").name();
            sets.write(name, split, first, second, terminal().progress(terminal().word("data.splitting")), cancellation());
            train.put("name", first);
            heldOut.put("name", second);
        }
        if (json()) {
            terminal().json(result);
        } else {
            terminal().line(terminal().word("data.split", String.valueOf(parts.train()), String.valueOf(parts.heldOut())));
        }
        return DONE;
    }
}
