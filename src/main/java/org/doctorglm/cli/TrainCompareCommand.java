package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.doctorglm.metrics.OverlapMetric;
import org.doctorglm.training.LocalTraining;
import org.doctorglm.training.MetricTable;
import org.doctorglm.training.Probe;
import org.doctorglm.training.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `train compare RUN [--question Q]…`: the likeliest answers of the network without and with the adapter; with `--metrics N` the overlap of the
/// base's and each checkpoint's answers with N held-out ones.
@Command(name = "compare")
final class TrainCompareCommand extends EngineVerb {
    @Parameters(paramLabel = "RUN")
    String name = "";

    @Option(names = "--checkpoint", descriptionKey = "train.checkpoint", paramLabel = "N")
    long checkpoint;

    @Option(names = "--question", descriptionKey = "train.question", paramLabel = "Q")
    List<String> questions = new ArrayList<>();

    @Option(names = "--questions", descriptionKey = "train.questions", paramLabel = "FILE")
    @Nullable Path file;

    @Option(names = "--metrics", descriptionKey = "train.metrics", paramLabel = "N")
    @Nullable Integer metrics;

    @Override
    int run(CommandServices services) throws Exception {
        if (metrics != null) {
            atLeast(2, metrics, "--metrics");
            RunFolder asked = services.training().runs().find(name);
            say(services.training().metrics(asked, metrics, terminal().progress(terminal().word("train.comparing")), cancellation()));
            return DONE;
        }
        if (file != null) {
            Files.readAllLines(file).stream().filter(line -> !line.isBlank()).forEach(questions::add);
        }
        LocalTraining training = services.training();
        RunFolder run = training.runs().find(name);
        List<String> asked = questions.isEmpty() ? run.probes().stream().map(Probe::question).toList() : questions;
        List<LocalTraining.Compared> all = training.compare(run, checkpoint, asked,
                terminal().progress(terminal().word("train.comparing")), cancellation());
        if (json()) {
            ObjectNode json = object();
            ArrayNode rows = json.putArray("answers");
            all.forEach(one -> rows.addObject().put("question", one.question()).put("base", one.base()).put("tuned", one.tuned()));
            terminal().json(json);
            return DONE;
        }
        for (LocalTraining.Compared one : all) {
            terminal().line(one.question());
            terminal().line("  " + terminal().word("train.compared.base", one.base()));
            terminal().line("  " + terminal().word("train.compared.tuned", one.tuned()));
        }
        return DONE;
    }

    private void say(MetricTable table) {
        if (json()) {
            terminal().json(json(table));
            return;
        }
        terminal().line(terminal().word("train.metrics.of", String.valueOf(table.questions()), String.valueOf(table.answerTokens())));
        for (MetricTable.Row row : table.rows()) {
            terminal().line(row.step() == 0 ? terminal().word("train.metrics.base") : terminal().word("train.metrics.step", String.valueOf(row.step())));
            for (OverlapMetric metric : OverlapMetric.values()) {
                MetricTable.Figure figure = row.figure(metric);
                MetricTable.Change change = figure.change();
                String line = String.format(Locale.ROOT, "  %-7s  %.4f [%.4f, %.4f]", metric.title(), figure.mean(), figure.interval().low(), figure.interval().high());
                terminal().line(change == null ? line : line + String.format(Locale.ROOT, "  Δ %+.4f [%+.4f, %+.4f]", change.mean(), change.interval().low(), change.interval().high()));
            }
        }
        terminal().line(terminal().word("train.metrics.caution"));
    }

    private static ObjectNode json(MetricTable table) {
        ObjectNode json = object().put("questions", table.questions()).put("answerTokens", table.answerTokens()).put("tokens", "characters");
        ArrayNode rows = json.putArray("rows");
        for (MetricTable.Row row : table.rows()) {
            ObjectNode one = rows.addObject().put("step", row.step()).put("base", row.step() == 0);
            for (OverlapMetric metric : OverlapMetric.values()) {
                MetricTable.Figure figure = row.figure(metric);
                one.put(metric.key(), figure.mean());
                ReviewJson.interval(one, metric.key() + "Interval", figure.interval());
                MetricTable.Change change = figure.change();
                if (change != null) {
                    one.put(metric.key() + "Change", change.mean());
                    ReviewJson.interval(one, metric.key() + "ChangeInterval", change.interval());
                }
            }
        }
        return json;
    }
}
