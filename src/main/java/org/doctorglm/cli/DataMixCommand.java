package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.dataset.DatasetDetails;
import org.doctorglm.dataset.filter.Mix;
import org.doctorglm.dataset.filter.MixSets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `data mix FIRST SECOND --share S`: how many dialogues of each a set of both has; `--as NEW` makes it.
@Command(name = "mix")
final class DataMixCommand extends Verb {
    @Parameters(index = "0", paramLabel = "FIRST", descriptionKey = "data.mix.first")
    String first = "";

    @Parameters(index = "1", paramLabel = "SECOND", descriptionKey = "data.mix.second")
    String second = "";

    @Option(names = "--share", descriptionKey = "data.mix.share", paramLabel = "S")
    double share = 0.2;

    @Option(names = "--seed", descriptionKey = "data.mix.seed", paramLabel = "N")
    long seed = 42;

    @Option(names = "--as", descriptionKey = "data.filter.as", paramLabel = "NEW")
    @Nullable String as;

    @Override
    int run(CommandServices services) throws Exception {
        if (!(share > 0 && share < 1)) {
            throw wrongUsage("data.mix.range");
        }
        if (first.equals(second)) {
            throw wrongUsage("data.mix.same");
        }
        if (as != null) {
            DatasetDetails.named(as);
        }
        Mix mix = new Mix(first, second, share, seed);
        MixSets sets = new MixSets(services.datasets());
        Mix.Parts parts = sets.preview(mix);
        ObjectNode result = object().put("share", parts.share()).put("seed", seed);
        result.putObject("first").put("name", first).put("conversations", parts.first());
        result.putObject("second").put("name", second).put("conversations", parts.second());
        if (as != null) {
            result.set("made", DatasetJson.of(sets.write(mix, as, terminal().progress(terminal().word("data.mixing")), cancellation())));
        }
        if (json()) {
            terminal().json(result);
        } else {
            terminal().line(terminal().word("data.mix.result", String.valueOf(parts.first()), first, String.valueOf(parts.second()), second,
                    number("%.1f", 100 * parts.share())));
            terminal().line(as == null ? terminal().word("data.filter.nothing") : terminal().word("data.mix.made", as));
        }
        return DONE;
    }
}
