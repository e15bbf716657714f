package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.LocalDate;
import org.doctorglm.feedback.FeedbackBundle;
import org.doctorglm.feedback.FeedbackCounts;
import org.doctorglm.platform.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `review bundle --to FILE.zip [--yes]`: what doctors said, without names. Without `--yes` it only says what would be written.
@Command(name = "bundle")
final class ReviewBundleCommand extends Verb {
    @Option(names = "--to", descriptionKey = "review.bundle.to", paramLabel = "FILE.zip", required = true)
    Path file = Path.of("");

    @Option(names = "--yes", descriptionKey = "review.bundle.yes")
    boolean yes;

    @Override
    int run(CommandServices services) throws Exception {
        FeedbackBundle bundle = FeedbackBundle.prepare(services.reviews(), services.dialogues()::answer, Version.current());
        FeedbackCounts counts = bundle.counts();
        if (yes) {
            bundle.write(file, LocalDate.now());
        }
        if (json()) {
            ObjectNode result = object().put("file", file.toAbsolutePath().toString()).put("written", yes);
            result.set("counts", JSON.valueToTree(counts));
            terminal().json(result);
        } else {
            terminal().line(terminal().word("review.bundle.counts", String.valueOf(counts.answers()), String.valueOf(counts.readings()), String.valueOf(counts.marks()),
                    String.valueOf(counts.rankings()), String.valueOf(counts.reviewers())));
            terminal().line(terminal().word("review.bundle.masked", String.valueOf(counts.names()), String.valueOf(counts.phones()), String.valueOf(counts.identityNumbers())));
            terminal().line(yes ? terminal().word("review.bundle.written", file.toAbsolutePath().toString()) : terminal().word("review.bundle.preview"));
        }
        return DONE;
    }
}
