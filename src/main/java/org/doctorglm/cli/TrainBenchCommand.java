package org.doctorglm.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeText;
import org.doctorglm.training.StepTimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `train bench M`: time of a training step, beside that of its matrix products alone.
@Command(name = "bench")
final class TrainBenchCommand extends EngineVerb {
    @Parameters(paramLabel = "M")
    String model = "";

    @Option(names = "--recipe", descriptionKey = "train.recipe", paramLabel = "R")
    String recipe = Recipe.PAPER_LORA.name();

    @Option(names = "--set", descriptionKey = "train.set", paramLabel = "KEY=VALUE")
    Map<String, String> values = new LinkedHashMap<>();

    @Option(names = "--sample-tokens", descriptionKey = "train.sample", paramLabel = "N")
    int sampleTokens = 256;

    @Option(names = "--learned", descriptionKey = "train.learned", paramLabel = "N")
    int learned = 100;

    @Option(names = "--steps", descriptionKey = "train.measured", paramLabel = "N")
    int steps = 10;

    @Override
    int run(CommandServices services) throws Exception {
        atLeast(2, learned, "--learned");
        atLeast(learned + 2, sampleTokens, "--sample-tokens");
        atLeast(1, steps, "--steps");
        Map<String, String> all = new LinkedHashMap<>(Map.of("recipe", recipe));
        all.putAll(values);
        StepTimes result = services.stepTimes(services.models().find(model), RecipeText.parse(all), sampleTokens, learned, steps);
        if (json()) {
            terminal().json(object().put("stepMs", result.stepMillis()).put("productsMs", result.productMillis()).put("stepsPerSecond", result.stepsPerSecond())
                    .put("tokensPerStep", result.tokens()).put("peakResidentBytes", result.peakResidentBytes()));
        } else {
            terminal().line(terminal().word("train.benched", number(result.stepMillis()), number(result.productMillis()),
                    "%.2f".formatted(result.stepMillis() / result.productMillis()), number(result.tokens() * result.stepsPerSecond()),
                    number(result.peakResidentBytes() / 1e6)));
        }
        return DONE;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
