package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.doctorglm.review.ReadingSummary;
import org.doctorglm.review.ReviewedAnswer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `review list`: answers under review and how far their readings are.
@Command(name = "list")
final class ReviewListCommand extends Verb {
    @Option(names = "--department", descriptionKey = "review.department", paramLabel = "D")
    @Nullable String department;

    @Option(names = "--model", descriptionKey = "review.model", paramLabel = "M")
    @Nullable String model;

    @Override
    int run(CommandServices services) {
        Map<String, List<ReadingSummary>> readings = services.reviews().summaries().stream().collect(Collectors.groupingBy(ReadingSummary::answerId));
        ObjectNode result = object();
        ArrayNode answers = result.putArray("answers");
        for (ReviewedAnswer answer : services.reviews().answers()) {
            if (department != null && !department.equals(answer.source().department()) || model != null && !model.equals(answer.source().model())) {
                continue;
            }
            ObjectNode json = ReviewJson.answer(answer, false);
            ArrayNode said = json.putArray("readings");
            List<ReadingSummary> all = readings.getOrDefault(answer.id(), List.of());
            all.forEach(reading -> said.addObject().put("reviewer", reading.reviewer()).put("role", ReviewJson.lower(reading.role()))
                    .put("progress", ReviewJson.lower(reading.state().progress())).put("marks", reading.marks()).put("activeMs", reading.state().active().toMillis()));
            answers.add(json);
            if (!json()) {
                terminal().line(terminal().word("review.row", answer.id(), answer.source().model(), String.valueOf(all.size()),
                        String.valueOf(all.stream().mapToInt(ReadingSummary::marks).sum())));
            }
        }
        if (json()) {
            terminal().json(result);
        }
        return DONE;
    }
}
