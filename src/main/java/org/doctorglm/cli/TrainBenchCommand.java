package org.doctorglm.cli;

import java.util.Locale;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.StepTimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `train bench M`: time of a training step, beside that of its matrix products alone.
@Command(name = "bench")
final class TrainBenchCommand extends EngineVerb {
    @Parameters(paramLabel = "M")
    String model = "";

    @Mixin
    RecipeOptions recipe = new RecipeOptions();

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
        StepTimes result = services.stepTimes(services.models().find(model), recipe.recipe(Recipe.PAPER_LORA), sampleTokens, learned, steps);
        if (json()) {
            terminal().json(object().put("stepMs", result.stepMillis()).put("productsMs", result.productMillis()).put("stepsPerSecond", result.stepsPerSecond())
                    .put("tokensPerStep", result.tokens()).put("peakResidentBytes", result.peakResidentBytes()));
        } else {
            terminal().line(terminal().word("train.benched", number("%.0f", result.stepMillis()), number("%.0f", result.productMillis()),
                    number("%.2f", result.stepMillis() / result.productMillis()), number("%.0f", result.tokens() * result.stepsPerSecond()),
                    number("%.0f", result.peakResidentBytes() / 1e6)));
        }
        return DONE;
    }
}
