package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import org.doctorglm.feedback.FeedbackIntake;
import org.doctorglm.review.exchange.ExchangeException;
import org.doctorglm.review.exchange.ExchangeFormat;
import org.doctorglm.review.exchange.Known;
import org.doctorglm.review.exchange.MarkFiles;
import org.doctorglm.review.exchange.Refused;
import org.doctorglm.review.exchange.ReviewIntake;
import org.doctorglm.review.exchange.Taken;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `review import FILE [--format F] [--reviewer R]`: marks of others.
@Command(name = "import")
final class ReviewImportCommand extends Verb {
    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Option(names = "--format", descriptionKey = "review.format", paramLabel = "jsonl|csv|xlsx|conll|brat|json|doccano")
    @Nullable String format;

    @Option(names = "--reviewer", descriptionKey = "review.unnamed", paramLabel = "R")
    String reviewer = "import";

    @Override
    int run(CommandServices services) throws Exception {
        String name = String.valueOf(file.getFileName());
        if (format == null && name.toLowerCase(java.util.Locale.ROOT).endsWith(".zip")) {
            return bundle(services);
        }
        ExchangeFormat known = (format == null ? ExchangeFormat.ofFile(name) : ExchangeFormat.of(format))
                .orElseThrow(() -> new ExchangeException(ExchangeException.Reason.UNKNOWN_FORMAT, name));
        ReviewIntake intake = new ReviewIntake(services.reviews());
        int[] imported = {0};
        Taken taken = MarkFiles.read(known, file, new Known(services.reviews().answers()), reviewer, Instant.now(), record -> {
            cancellation().throwIfRequested();
            imported[0] += intake.put(record);
        });
        ObjectNode result = object().put("imported", imported[0]).put("readings", taken.readings()).put("marks", taken.marks()).put("refusals", taken.refusals());
        ArrayNode rejected = result.putArray("rejected");
        for (Refused refused : taken.refused()) {
            String reason = terminal().word("Refused." + refused.reason(), refused.detail()).strip();
            rejected.addObject().put("file", refused.file()).put("line", refused.line()).put("reason", reason);
            terminal().message(refused.file() + ":" + refused.line() + ": " + reason);
        }
        if (json()) {
            terminal().json(result);
        } else {
            terminal().line(terminal().word("review.imported", String.valueOf(imported[0]), String.valueOf(taken.readings()), String.valueOf(taken.refusals())));
        }
        return DONE;
    }

    private int bundle(CommandServices services) throws Exception {
        FeedbackIntake.Result read = FeedbackIntake.read(file, services.reviews());
        if (json()) {
            terminal().json(object().put("imported", read.added()).put("answers", read.answers()).put("readings", read.readings()).put("rankings", read.rankings()));
        } else {
            terminal().line(terminal().word("review.imported", String.valueOf(read.added()), String.valueOf(read.readings()), "0"));
        }
        return DONE;
    }
}
