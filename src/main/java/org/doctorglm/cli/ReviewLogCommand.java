package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.doctorglm.review.LogEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `review log [--after N] [--limit N] [--verify]`: who did what, when, and what was before.
@Command(name = "log")
final class ReviewLogCommand extends Verb {
    @Option(names = "--after", descriptionKey = "review.after", paramLabel = "N")
    long after;

    @Option(names = "--limit", descriptionKey = "review.limit", paramLabel = "N")
    int limit = 100;

    @Option(names = "--verify", descriptionKey = "review.verify")
    boolean verify;

    @Override
    int run(CommandServices services) {
        atLeast(0, limit, "--limit");
        ObjectNode result = object();
        ArrayNode lines = result.putArray("entries");
        for (LogEntry entry : services.reviews().log(after, limit)) {
            lines.addObject().put("number", entry.number()).put("at", entry.at().toString()).put("reviewer", entry.reviewer()).put("action", entry.action())
                    .put("subject", entry.subject()).put("before", entry.before()).put("after", entry.after());
            if (!json()) {
                terminal().line(entry.number() + "  " + entry.at() + "  " + entry.reviewer() + "  " + entry.action() + "  " + entry.subject());
            }
        }
        Optional<Long> broken = verify ? services.reviews().firstBrokenLine() : Optional.empty();
        if (verify) {
            result.put("unbroken", broken.isEmpty());
            String words = broken.map(line -> terminal().word("review.broken", String.valueOf(line))).orElseGet(() -> terminal().word("review.unbroken"));
            terminal().message(words);
        }
        if (json()) {
            terminal().json(result);
        }
        return broken.isPresent() ? REFUSED : DONE;
    }
}
