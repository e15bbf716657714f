package org.doctorglm.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.doctorglm.dataset.DatasetException;
import org.doctorglm.metrics.Bleu;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.metrics.ChrF;
import org.doctorglm.metrics.Distinct;
import org.doctorglm.metrics.Repetition;
import org.doctorglm.metrics.Rouge;
import org.doctorglm.metrics.RougeL;
import org.doctorglm.metrics.SelfBleu;
import org.doctorglm.metrics.TextLengths;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `experiment metrics --file F`: figures of answers beside their references, JSON lines `{"reference","answer"}`. Counted by characters.
@Command(name = "metrics")
final class ExperimentMetricsCommand extends Verb {
    /// Each text is compared with all others: more would take hours.
    private static final int MOST_SELF = 500;

    @Option(names = "--file", descriptionKey = "experiment.file", paramLabel = "FILE", required = true)
    Path file = Path.of("");

    @Override
    int run(CommandServices services) throws Exception {
        List<String> answers = new ArrayList<>();
        List<String> references = new ArrayList<>();
        read(answers, references);
        ObjectNode result = object().put("answers", answers.size()).put("distinct1", Distinct.of(answers, 1)).put("distinct2", Distinct.of(answers, 2))
                .put("repetition", Repetition.of(answers)).put("selfBleu", SelfBleu.of(answers.subList(0, Math.min(MOST_SELF, answers.size()))))
                .put("meanLength", TextLengths.of(answers).mean());
        figure(result, "bleu4", answers, references, Bleu::of);
        figure(result, "rouge1", answers, references, (answer, reference) -> Rouge.of(1, answer, reference).f());
        figure(result, "rouge2", answers, references, (answer, reference) -> Rouge.of(2, answer, reference).f());
        figure(result, "rougeL", answers, references, RougeL::of);
        figure(result, "chrf", answers, references, ChrF::of);
        if (json()) {
            terminal().json(result);
        } else {
            result.properties().stream().filter(each -> each.getValue().isNumber()).forEach(each -> terminal().line(each.getKey() + "  " + each.getValue().asText()));
        }
        return DONE;
    }

    private static void figure(ObjectNode result, String name, List<String> answers, List<String> references, BiFunction<String, String, Double> figure) {
        double[] values = new double[answers.size()];
        java.util.Arrays.setAll(values, i -> figure.apply(answers.get(i), references.get(i)));
        result.put(name, java.util.Arrays.stream(values).average().orElse(0));
        ReviewJson.interval(result, name + "Interval", Bootstrap.mean(values));
    }

    private void read(List<String> answers, List<String> references) throws IOException {
        String name = String.valueOf(file.getFileName());
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    JsonNode json = JSON.readTree(line);
                    if (!json.path("answer").isTextual() || !json.path("reference").isTextual()) {
                        throw new DatasetException(DatasetException.Reason.BAD_LINE, name, String.valueOf(number));
                    }
                    answers.add(json.get("answer").asText());
                    references.add(json.get("reference").asText());
                }
            }
        } catch (JsonProcessingException e) {
            throw new DatasetException(DatasetException.Reason.BAD_LINE, name, String.valueOf(answers.size() + 1));
        }
        if (answers.isEmpty()) {
            throw new DatasetException(DatasetException.Reason.EMPTY, name, "");
        }
    }
}
