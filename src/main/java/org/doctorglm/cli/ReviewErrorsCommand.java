package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import org.doctorglm.review.ErrorRates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `review errors [--by model]`: marks per 100 answers.
@Command(name = "errors")
final class ReviewErrorsCommand extends Verb {
    @Option(names = "--by", descriptionKey = "review.by", paramLabel = "department|model|adapter|precision|designer|month")
    ErrorRates.Grouping by = ErrorRates.Grouping.MODEL;

    @Override
    int run(CommandServices services) {
        ErrorRates rates = services.reviews().rates(by);
        ObjectNode result = object().put("by", ReviewJson.lower(by));
        ArrayNode groups = result.putArray("groups");
        for (ErrorRates.Row row : rates.groups()) {
            ObjectNode group = groups.addObject().put("group", row.group()).put("answers", row.answers());
            ObjectNode kinds = group.putObject("kinds");
            row.kinds().forEach((kind, rate) -> kinds.put(kind.key(), rate));
            ObjectNode severities = group.putObject("severities");
            row.severities().forEach((severity, rate) -> severities.put(ReviewJson.lower(severity), rate));
            row.ids().forEach(group.putArray("ids")::add);
            if (!json()) {
                terminal().line(row.group() + "  " + row.answers() + "  " + row.kinds().entrySet().stream()
                        .map(rate -> rate.getKey().key() + " " + number("%.1f", rate.getValue())).collect(Collectors.joining("  ")));
            }
        }
        if (json()) {
            terminal().json(result);
        }
        return DONE;
    }
}
