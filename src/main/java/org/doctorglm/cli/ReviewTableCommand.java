package org.doctorglm.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.export.ExportWords;
import org.doctorglm.export.ReviewTable;
import org.doctorglm.export.ReviewTableExporter;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.ReviewedAnswer;
import org.doctorglm.review.exchange.Lessons;
import org.doctorglm.review.exchange.ReviewRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `review table --to FILE`: questions, answers and marks in the layout of the paper's Tables 2 to 5.
@Command(name = "table")
final class ReviewTableCommand extends Verb {
    @Option(names = "--to", descriptionKey = "review.to", paramLabel = "FILE", required = true)
    Path file = Path.of("");

    @Option(names = "--format", descriptionKey = "review.table.format", paramLabel = "html|md|latex|pdf|csv")
    ReviewTableExporter.Form form = ReviewTableExporter.Form.HTML;

    @Option(names = "--answer", descriptionKey = "review.answer", paramLabel = "ID", arity = "1..*")
    List<String> ids = List.of();

    @Option(names = "--reviewer", descriptionKey = "review.only", paramLabel = "R")
    @Nullable String reviewer;

    @Override
    int run(CommandServices services) throws Exception {
        Map<String, ReviewedAnswer> answers = ReviewJson.byId(services.reviews());
        List<ReviewRecord> records = ReviewJson.records(services.reviews()).stream().filter(record -> reviewer == null || reviewer.equals(record.reading().reviewer())).toList();
        Map<String, List<Annotation>> marks = new LinkedHashMap<>();
        Lessons.settled(records).forEach(record -> marks.put(record.answer().id(), record.reading().marks()));
        List<ReviewedAnswer> chosen = new ArrayList<>();
        for (String id : ids.isEmpty() ? List.copyOf(marks.keySet()) : ids) {
            ReviewedAnswer answer = answers.get(id);
            if (answer == null) {
                throw new ConsultationException(ConsultationException.Reason.NOT_FOUND, id);
            }
            chosen.add(answer);
        }
        ExportWords words = ExportWords.of(terminal().language());
        ReviewTable table = new ReviewTable(words.get("table.caption"), words.get("notice"), ReviewTable.rows(chosen, marks));
        ReviewTableExporter.write(form, table, words, file);
        if (json()) {
            terminal().json(object().put("file", file.toAbsolutePath().toString()).put("answers", chosen.size()));
        } else {
            terminal().line(file.toAbsolutePath().toString());
        }
        return DONE;
    }
}
