package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.doctorglm.review.Standings;
import org.doctorglm.review.exchange.Detail;
import org.doctorglm.review.exchange.ExchangeException;
import org.doctorglm.review.exchange.ExchangeFormat;
import org.doctorglm.review.exchange.Lessons;
import org.doctorglm.review.exchange.MarkFiles;
import org.doctorglm.review.exchange.ReviewRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `review export --to FILE [--format F]`: marks, or what a model may learn from them.
@Command(name = "export")
final class ReviewExportCommand extends Verb {
    @Option(names = "--to", descriptionKey = "review.to", paramLabel = "FILE", required = true)
    Path file = Path.of("");

    @Option(names = "--format", descriptionKey = "review.export.format", paramLabel = "jsonl|csv|xlsx|conll|brat|corrections|regressions|preferences")
    @Nullable String format;

    @Option(names = "--reviewer", descriptionKey = "review.only", paramLabel = "R")
    @Nullable String reviewer;

    @Override
    int run(CommandServices services) throws Exception {
        List<ReviewRecord> records = ReviewJson.records(services.reviews()).stream().filter(record -> reviewer == null || reviewer.equals(record.reading().reviewer())).toList();
        ObjectNode result = object().put("file", file.toAbsolutePath().toString());
        int exported = switch (format == null ? "" : format) {
            case "corrections" -> Lessons.writeCorrections(records, file);
            case "regressions" -> Lessons.writeRegressions(records, file);
            case "preferences" -> {
                List<Standings.Preference> pairs = Standings.preferences(services.reviews().rankings(), ReviewJson.byId(services.reviews()));
                Lessons.writePreferences(pairs, file);
                yield pairs.size();
            }
            default -> marks(records, result);
        };
        result.put("exported", exported);
        if (json()) {
            terminal().json(result);
        } else {
            terminal().line(terminal().word("review.exported", String.valueOf(exported), file.toAbsolutePath().toString()));
        }
        return DONE;
    }

    private int marks(List<ReviewRecord> records, ObjectNode result) throws Exception {
        String name = String.valueOf(file.getFileName());
        ExchangeFormat known = (format == null ? ExchangeFormat.ofFile(name) : ExchangeFormat.of(format))
                .orElseThrow(() -> new ExchangeException(ExchangeException.Reason.UNKNOWN_FORMAT, name));
        MarkFiles.Written written = MarkFiles.write(known, records, file);
        ObjectNode lost = result.put("readings", written.readings()).putObject("lost");
        for (Map.Entry<Detail, Integer> each : written.lost().entrySet()) {
            lost.put(ReviewJson.lower(each.getKey()), each.getValue());
            terminal().message(terminal().word("Detail." + each.getKey(), String.valueOf(each.getValue())));
        }
        return written.marks();
    }
}
