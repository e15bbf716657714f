package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.RandomPack;
import org.doctorglm.training.CostEstimate;
import org.doctorglm.training.MemoryEstimate;
import org.doctorglm.training.Recipe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `train estimate`: memory by parts, steps, hours, energy and cost, before anything is begun.
@Command(name = "estimate")
final class TrainEstimateCommand extends Verb {
    @Mixin
    RecipeOptions recipe = new RecipeOptions();

    @Option(names = "--model", descriptionKey = "train.model", paramLabel = "M")
    @Nullable String model;

    @Option(names = "--shape", descriptionKey = "train.shape", paramLabel = "6b")
    @Nullable String shape;

    @Option(names = "--pairs", descriptionKey = "train.pairs", paramLabel = "N")
    long pairs = 100_000;

    @Option(names = "--epochs", descriptionKey = "train.epochs", paramLabel = "E")
    @Nullable Double epochs;

    @Option(names = "--price-per-hour", descriptionKey = "train.price", paramLabel = "P")
    double price = CostEstimate.PAPER_PRICE_PER_HOUR;

    @Option(names = "--pairs-per-hour", descriptionKey = "train.speed", paramLabel = "Q")
    double speed = CostEstimate.PAPER_PAIRS_PER_HOUR;

    @Override
    int run(CommandServices services) throws Exception {
        if ((model == null) == (shape == null) || shape != null && !shape.equals("6b")) {
            throw wrongUsage("train.estimate.needs");
        }
        if (!(pairs > 0 && price >= 0 && speed > 0 && (epochs == null || epochs > 0))) {
            throw wrongUsage("train.estimate.numbers");
        }
        GlmConfig config = model == null ? RandomPack.CHATGLM_6B : services.models().find(model).manifest().config();
        if (epochs != null) {
            recipe.values.put("epochs", String.valueOf(epochs));
        }
        Recipe effective = recipe.recipe(Recipe.PAPER_LORA);
        MemoryEstimate memory = MemoryEstimate.of(config, effective, effective.promptTokens() + effective.answerTokens(), effective.answerTokens());
        CostEstimate cost = CostEstimate.of(pairs, effective.epochs(), speed, price, CostEstimate.A100_KILOWATTS);
        say(config, effective, memory, cost);
        return DONE;
    }

    private void say(GlmConfig config, Recipe effective, MemoryEstimate memory, CostEstimate cost) {
        long steps = effective.steps(pairs);
        long parameters = effective.method().parameters(config);
        if (json()) {
            ObjectNode json = object().put("trainableParameters", parameters).put("memoryBytes", memory.bytes()).put("hours", cost.hours())
                    .put("cost", cost.cost()).put("kilowattHours", cost.kilowattHours()).put("steps", steps)
                    .put("beyondCollapse", steps > CostEstimate.COLLAPSE_STEPS);
            ObjectNode parts = json.putObject("memoryParts");
            memory.parts().forEach(parts::put);
            terminal().json(json);
            return;
        }
        terminal().line(terminal().word("train.estimate", String.valueOf(parameters), number("%.2f", memory.bytes() / 1e9), String.valueOf(steps),
                number("%.2f", cost.hours()), number("%.2f", cost.cost()), number("%.1f", cost.kilowattHours())));
        memory.parts().forEach((part, bytes) -> terminal().line("  " + terminal().word("train.memory." + part) + "  " + number("%.2f", bytes / 1e9) + " GB"));
        if (steps > CostEstimate.COLLAPSE_STEPS) {
            terminal().message(terminal().word("train.estimate.collapse", String.valueOf(steps), String.valueOf(CostEstimate.COLLAPSE_STEPS)));
        }
    }
}
