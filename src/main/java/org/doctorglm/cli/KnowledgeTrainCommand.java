package org.doctorglm.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.doctorglm.embedding.EncoderException;
import org.doctorglm.knowledge.LabelledQuery;
import org.doctorglm.knowledge.QueryHalf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `knowledge train FILE --to FILE|--with-encoder`: fits the ranker's weights to labelled queries.
@Command(name = "train")
final class KnowledgeTrainCommand extends Verb {
    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Option(names = "--to", paramLabel = "FILE")
    @Nullable Path to;

    /// Weights that were fitted with an encoder count as long as it is installed.
    @Option(names = "--with-encoder", descriptionKey = "with-encoder")
    boolean withEncoder;

    @Option(names = "--half", paramLabel = "tuned|measured|all", descriptionKey = "half")
    QueryHalf half = QueryHalf.TUNED;

    @Override
    int run(CommandServices services) throws Exception {
        if (to == null && !withEncoder) {
            throw wrongUsage("knowledge.train.where");
        }
        if (withEncoder && services.encoders().installed().isEmpty()) {
            throw new EncoderException(EncoderException.Reason.NONE, "");
        }
        List<LabelledQuery> queries = half.of(LabelledQuery.read(file).queries());
        String weights = services.library().train(queries, terminal().progress(terminal().word("knowledge.training")), cancellation());
        Path written = to;
        if (withEncoder) {
            services.encoders().keepWeights(weights);
            written = written == null ? services.encoders().folder() : written;
        }
        if (to != null) {
            Files.writeString(to, weights, StandardCharsets.UTF_8);
        }
        if (json()) {
            terminal().json(object().put("queries", queries.size()).put("file", String.valueOf(written)));
        } else {
            terminal().line(terminal().word("knowledge.trained", queries.size(), written));
        }
        return DONE;
    }
}
