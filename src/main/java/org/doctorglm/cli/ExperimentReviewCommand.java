package org.doctorglm.cli;

import java.time.Instant;
import java.util.List;
import org.doctorglm.experiment.ExperimentAnswer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `experiment review NAME`: puts the answers into the reviewers' queue.
@Command(name = "review")
final class ExperimentReviewCommand extends Verb {
    @Parameters(paramLabel = "NAME", descriptionKey = "experiment.which")
    String name = "";

    @Override
    int run(CommandServices services) throws Exception {
        Instant now = Instant.now();
        List<ExperimentAnswer> answers = services.experiments().find(name).placed().stream().filter(answer -> !answer.text().isBlank()).toList();
        services.reviews().add(answers.stream().map(answer -> answer.forReview(now)).toList(), "experiment");
        if (json()) {
            terminal().json(object().put("queued", answers.size()));
        } else {
            terminal().line(terminal().word("experiment.queued", String.valueOf(answers.size())));
        }
        return DONE;
    }
}
