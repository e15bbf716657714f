package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.doctorglm.metrics.Bootstrap;
import org.doctorglm.review.Agreement;
import org.doctorglm.review.Agreement.Figure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `review agreement [--readers A,B]`: how far two readings agree.
@Command(name = "agreement")
final class ReviewAgreementCommand extends Verb {
    @Option(names = "--readers", descriptionKey = "review.two", paramLabel = "A,B", split = ",")
    List<String> readers = List.of();

    @Override
    int run(CommandServices services) {
        if (!readers.isEmpty() && readers.size() != 2) {
            throw wrongUsage("review.usage.two");
        }
        Map<String, Integer> lengths = new LinkedHashMap<>();
        services.reviews().answers().forEach(answer -> lengths.put(answer.id(), answer.text().codePointCount(0, answer.text().length())));
        Agreement agreement = Agreement.of(services.reviews().readings(), lengths, readers);
        if (json()) {
            terminal().json(json(agreement));
            return DONE;
        }
        terminal().line(terminal().word("review.agreement", String.valueOf(agreement.answers()), String.join(", ", agreement.readers())));
        agreement.units().forEach(figure -> line("α " + figure.name(), figure));
        agreement.spans().forEach(figure -> line("F1 " + figure.name(), figure));
        agreement.grades().forEach(figure -> line(figure.name(), figure));
        return DONE;
    }

    private static ObjectNode json(Agreement agreement) {
        ObjectNode json = object().put("answers", agreement.answers());
        agreement.readers().forEach(json.putArray("readers")::add);
        Figure alpha = agreement.units().getFirst();
        Figure kappa = agreement.grades().getFirst();
        ReviewJson.number(json, "alpha", alpha.value());
        ReviewJson.interval(json, "alphaInterval", alpha.interval());
        ReviewJson.number(json, "kappa", kappa.value());
        ReviewJson.interval(json, "kappaInterval", kappa.interval());
        figures(json.putObject("units"), agreement.units());
        figures(json.putObject("f1"), agreement.spans());
        figures(json.putObject("grades"), agreement.grades());
        return json;
    }

    private static void figures(ObjectNode json, List<Figure> figures) {
        for (Figure figure : figures) {
            ObjectNode one = json.putObject(figure.name());
            ReviewJson.number(one, "value", figure.value());
            ReviewJson.interval(one, "interval", figure.interval());
            one.put("values", figure.marks()).put("reliability", ReviewJson.lower(figure.reliability()));
        }
    }

    private void line(String name, Figure figure) {
        Bootstrap.Interval interval = figure.interval();
        String value = Double.isNaN(figure.value()) ? "–" : number("%.3f", figure.value());
        String range = interval == null ? "" : number("%.3f", interval.low()) + " … " + number("%.3f", interval.high());
        // F1 knows no chance, so the words for coefficients do not fit it.
        String words = name.startsWith("F1") ? "" : terminal().word("Reliability." + figure.reliability());
        terminal().line(name + "  " + value + "  " + range + "  " + words);
    }
}
