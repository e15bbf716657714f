package org.doctorglm.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.doctorglm.knowledge.LabelledQuery;
import org.doctorglm.knowledge.QueryHalf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `knowledge train FILE --to FILE`: fits the ranker's weights to labelled queries.
@Command(name = "train")
final class KnowledgeTrainCommand extends Verb {
    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Option(names = "--to", paramLabel = "FILE", required = true)
    Path to = Path.of("");

    @Option(names = "--half", paramLabel = "tuned|measured|all", descriptionKey = "half")
    QueryHalf half = QueryHalf.TUNED;

    @Override
    int run(CommandServices services) throws Exception {
        List<LabelledQuery> queries = half.of(LabelledQuery.read(file).queries());
        String weights = services.library().train(queries, terminal().progress(terminal().word("knowledge.training")), cancellation());
        Files.writeString(to, weights, StandardCharsets.UTF_8);
        if (json()) {
            terminal().json(object().put("queries", queries.size()).put("file", to.toString()));
        } else {
            terminal().line(terminal().word("knowledge.trained", queries.size(), to));
        }
        return DONE;
    }
}
