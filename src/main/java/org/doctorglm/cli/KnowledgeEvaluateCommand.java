package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.doctorglm.knowledge.LabelledQuery;
import org.doctorglm.knowledge.QueryHalf;
import org.doctorglm.knowledge.RetrievalEvaluation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `knowledge evaluate FILE`: how good the ranking is on labelled queries.
@Command(name = "evaluate")
final class KnowledgeEvaluateCommand extends Verb {
    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Option(names = "--half", paramLabel = "tuned|measured|all", descriptionKey = "half")
    QueryHalf half = QueryHalf.ALL;

    @Override
    int run(CommandServices services) throws Exception {
        LabelledQuery.Reading reading = LabelledQuery.read(file);
        reading.rejected().forEach(line -> terminal().message(file + ":" + line.line() + ": "
                + terminal().word("Rejected." + line.reason(), line.detail())));
        ObjectNode report = JSON.valueToTree(RetrievalEvaluation.run(services.library(), half.of(reading.queries()),
                terminal().progress(terminal().word("knowledge.evaluating")), cancellation()));
        if (json()) {
            terminal().json(report);
        } else {
            report.remove("perQuery");
            terminal().line(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report));
        }
        return DONE;
    }
}
