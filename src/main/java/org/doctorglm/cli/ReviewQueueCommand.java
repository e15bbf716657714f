package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.Question;
import org.doctorglm.review.FromChat;
import org.doctorglm.review.ReviewQueue;
import org.doctorglm.review.ReviewedAnswer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `review queue --reviewer R`: what this person has still to read; `--add ID…` puts answers of consultations into review.
@Command(name = "queue")
final class ReviewQueueCommand extends Verb {
    @Option(names = "--reviewer", descriptionKey = "review.reviewer", paramLabel = "R", required = true)
    String reviewer = "";

    @Option(names = "--add", descriptionKey = "review.add", paramLabel = "ANSWER-ID", arity = "1..*")
    List<String> add = List.of();

    @Option(names = "--department", descriptionKey = "review.department", paramLabel = "D")
    @Nullable String department;

    @Option(names = "--model", descriptionKey = "review.model", paramLabel = "M")
    @Nullable String model;

    @Option(names = "--from", descriptionKey = "review.from", paramLabel = "chat|experiment|file")
    ReviewedAnswer.@Nullable Way way;

    @Option(names = "--order", descriptionKey = "review.order", paramLabel = "arrival|uncertainty|drawn")
    ReviewQueue.Order order = ReviewQueue.Order.ARRIVAL;

    @Option(names = "--seed", descriptionKey = "review.seed", paramLabel = "N")
    long seed;

    @Option(names = "--readers", descriptionKey = "review.readers", paramLabel = "N")
    int readers = 1;

    @Option(names = "--second", descriptionKey = "review.second")
    boolean second;

    @Option(names = "--blind", descriptionKey = "review.blind")
    boolean blind;

    @Option(names = "--limit", descriptionKey = "review.limit", paramLabel = "N")
    int limit = 20;

    @Override
    int run(CommandServices services) throws Exception {
        atLeast(1, readers, "--readers");
        atLeast(0, limit, "--limit");
        int added = add(services);
        ReviewQueue queue = ReviewQueue.of(services.reviews().answers(), services.reviews().summaries(),
                new ReviewQueue.Wish(reviewer, department, model, way, blind ? ReviewQueue.Order.DRAWN : order, seed, second ? Math.max(2, readers) : readers, second));
        if (json()) {
            ObjectNode result = object().put("added", added).put("open", queue.open().size()).put("done", queue.done()).put("skipped", queue.skipped())
                    .put("activeMs", queue.active().toMillis()).put("hourly", queue.hourly());
            ArrayNode next = result.putArray("next");
            queue.open().stream().limit(limit).forEach(answer -> next.add(ReviewJson.answer(answer, blind)));
            terminal().json(result);
            return DONE;
        }
        terminal().line(terminal().word("review.queue", String.valueOf(queue.open().size()), String.valueOf(queue.done()), String.valueOf(queue.skipped()),
                number("%.0f", queue.hourly())));
        queue.open().stream().limit(limit).forEach(answer -> terminal().line(answer.id() + (blind ? "" : "  " + answer.source().model())));
        return DONE;
    }

    private int add(CommandServices services) throws ConsultationException {
        List<ReviewedAnswer> answers = new ArrayList<>();
        for (String id : add) {
            Answer answer = services.dialogues().answer(id).filter(Answer::finished).orElseThrow(() -> new ConsultationException(ConsultationException.Reason.NOT_FOUND, id));
            Question question = services.dialogues().question(answer.questionId()).orElseThrow();
            answers.add(FromChat.of(question, answer, department == null ? "" : department, Instant.now()));
        }
        if (answers.isEmpty()) {
            return 0;
        }
        services.reviews().add(answers, reviewer);
        return answers.size();
    }
}
