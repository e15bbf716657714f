package org.doctorglm.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.Precision;
import org.doctorglm.model.RandomPack;
import org.doctorglm.training.MemoryEstimate;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.StepTimes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `train bench M`: time of a training step, beside that of its matrix products alone.
@Command(name = "bench")
final class TrainBenchCommand extends EngineVerb {
    private static final int HEAD = 64;

    @Parameters(paramLabel = "M", arity = "0..1")
    @Nullable String model;

    @Option(names = "--shape", descriptionKey = "train.bench.shape", paramLabel = "6b|LAYERS,HIDDEN,VOCABULARY")
    @Nullable String shape;

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
        if ((model == null) == (shape == null)) {
            throw wrongUsage("train.bench.needs");
        }
        Recipe effective = recipe.recipe(Recipe.PAPER_LORA);
        ModelPack pack = model == null ? random(services, String.valueOf(shape)) : services.models().find(model);
        StepTimes result = services.stepTimes(pack, effective, sampleTokens, learned, steps);
        MemoryEstimate estimate = MemoryEstimate.of(pack.manifest().config(), effective, sampleTokens, learned);
        if (json()) {
            terminal().json(object().put("stepMs", result.stepMillis()).put("productsMs", result.productMillis()).put("stepsPerSecond", result.stepsPerSecond())
                    .put("tokensPerStep", result.tokens()).put("peakResidentBytes", result.peakResidentBytes())
                    .put("estimatedBytes", estimate.bytes()));
        } else {
            terminal().line(terminal().word("train.benched", number("%.0f", result.stepMillis()), number("%.0f", result.productMillis()),
                    number("%.2f", result.stepMillis() / result.productMillis()), number("%.0f", result.tokens() * result.stepsPerSecond()),
                    number("%.0f", result.peakResidentBytes() / 1e6), number("%.0f", estimate.bytes() / 1e6)));
        }
        return DONE;
    }

    /// A pack of random weights: speed and memory depend on the shape alone. Written once below the home.
    private ModelPack random(CommandServices services, String wanted) throws IOException {
        boolean large = wanted.equals("6b");
        GlmConfig config = large ? RandomPack.CHATGLM_6B : config(wanted);
        Path folder = services.directories().benchmarks().resolve(large ? "6b-int4" : "random-" + wanted.replace(',', '-'));
        return RandomPack.open(folder, config, large ? Precision.INT4 : Precision.FP32, terminal().progress(terminal().word("model.writing")), cancellation());
    }

    private GlmConfig config(String wanted) {
        String[] parts = wanted.split(",");
        try {
            int layers = Integer.parseInt(parts[0]);
            int hidden = Integer.parseInt(parts[1]);
            int vocabulary = Integer.parseInt(parts[2]);
            if (parts.length == 3 && layers > 0 && hidden > 0 && hidden % HEAD == 0 && vocabulary > 1000) {
                return new GlmConfig(layers, hidden, hidden / HEAD, 4 * hidden, vocabulary, 1e-5, 2048, vocabulary - 2, vocabulary - 1, vocabulary - 4,
                        vocabulary - 3, 0);
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // Said below.
        }
        throw wrongUsage("train.bench.needs");
    }
}
