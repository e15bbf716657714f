package org.doctorglm.cli;

import org.doctorglm.dataset.Split;
import picocli.CommandLine.Option;

/// Which dialogues are held out.
final class SplitOptions {
    @Option(names = "--held-out", descriptionKey = "data.heldout", paramLabel = "SHARE")
    double heldOut = Split.USUAL.heldOut();

    @Option(names = "--seed", descriptionKey = "data.seed", paramLabel = "N")
    long seed = Split.USUAL.seed();

    Split split(Verb verb) {
        if (!(heldOut >= 0 && heldOut < 1)) {
            throw verb.wrongUsage("data.share");
        }
        return new Split(heldOut, seed);
    }
}
