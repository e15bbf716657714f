package org.doctorglm.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.TrainingCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `train check --model M --data NAME`: what a recipe makes of the data, before anything is learned.
@Command(name = "check")
final class TrainCheckCommand extends Verb {
    @Mixin
    RecipeOptions recipe = new RecipeOptions();

    @Option(names = "--model", descriptionKey = "train.model", paramLabel = "M", required = true)
    String model = "";

    @Option(names = "--data", descriptionKey = "train.data", paramLabel = "NAME", required = true)
    String data = "";

    @Override
    int run(CommandServices services) throws Exception {
        TrainingCheck check = services.training().check(model, data, recipe.recipe(Recipe.SMALL_SAFE), cancellation());
        if (json()) {
            ObjectNode json = object().put("dialogues", check.dialogues()).put("samples", check.samples()).put("heldOut", check.heldOut())
                    .put("promptsCut", check.promptsCut()).put("answersCut", check.answersCut()).put("roundsLeft", check.roundsLeft());
            spread(json.putObject("tokens"), check.fed());
            spread(json.putObject("learned"), check.learned());
            terminal().json(json);
            return DONE;
        }
        terminal().line(terminal().word("train.check", String.valueOf(check.dialogues()), String.valueOf(check.samples()), String.valueOf(check.heldOut())));
        terminal().line(terminal().word("train.check.cut", number("%.1f", 100 * check.share(check.promptsCut())),
                number("%.1f", 100 * check.share(check.answersCut())), number("%.1f", 100 * check.share(check.roundsLeft()))));
        terminal().line(terminal().word("train.check.tokens", String.valueOf(check.fed().median()), String.valueOf(check.fed().nineTenths()),
                String.valueOf(check.fed().longest()), String.valueOf(check.learned().median())));
        return DONE;
    }

    private static void spread(ObjectNode json, TrainingCheck.Spread spread) {
        json.put("median", spread.median()).put("nineTenths", spread.nineTenths()).put("longest", spread.longest());
    }
}
