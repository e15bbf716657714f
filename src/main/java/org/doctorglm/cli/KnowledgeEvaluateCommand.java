package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.doctorglm.knowledge.Ablation;
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

    @Option(names = "--ablate", descriptionKey = "ablate")
    boolean ablate;

    @Override
    int run(CommandServices services) throws Exception {
        LabelledQuery.Reading reading = LabelledQuery.read(file);
        reading.rejected().forEach(line -> terminal().message(file + ":" + line.line() + ": "
                + terminal().word("Rejected." + line.reason(), line.detail())));
        if (ablate) {
            return ablations(services, half.of(reading.queries()));
        }
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

    /// The figures with each part of the ranking left out in turn.
    private int ablations(CommandServices services, List<LabelledQuery> queries) throws Exception {
        ObjectNode all = object();
        boolean encoder = services.library().meaning().vectors() > 0;
        for (Ablation ablation : Ablation.values()) {
            if (ablation == Ablation.ENCODER && !encoder) {
                continue;
            }
            RetrievalEvaluation.Report report = RetrievalEvaluation.run(services.library(), queries, ablation,
                    terminal().progress(terminal().word("knowledge.evaluating")), cancellation());
            ObjectNode one = all.putObject(ablation.name().toLowerCase(Locale.ROOT));
            one.put("recallAt1", report.recallAt1()).put("recallAt5", report.recallAt5()).put("abstainPrecision", report.abstainPrecision())
                    .put("abstainRecall", report.abstainRecall()).put("calibrationError", report.calibrationError());
            if (!json()) {
                terminal().line(String.format(Locale.ROOT, "%-10s recall@1 %.3f  recall@5 %.3f  abstain %.3f / %.3f  calibration %.3f",
                        ablation.name().toLowerCase(Locale.ROOT), report.recallAt1(), report.recallAt5(), report.abstainPrecision(),
                        report.abstainRecall(), report.calibrationError()));
            }
        }
        if (json()) {
            terminal().json(all);
        }
        return DONE;
    }
}
