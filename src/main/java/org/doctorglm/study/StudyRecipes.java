package org.doctorglm.study;

import java.util.LinkedHashMap;
import java.util.Map;
import org.doctorglm.training.Recipe;

/// What both runs of a study are trained with: the recipe for small machines with as many steps, so that the method is all that differs. A prefix
/// learns little at the rate of an adapter and has a higher one.
final class StudyRecipes {
    private static final int LOOKS = 6;
    private static final String PREFIX_RATE = "0.01";
    private static final String PREFIX_TOKENS = "32";

    private StudyRecipes() {
    }

    static Map<String, String> lora(int steps) {
        return of(steps);
    }

    static Map<String, String> prefix(int steps) {
        Map<String, String> recipe = of(steps);
        recipe.put("method", "p-tuning");
        recipe.put("prefix", PREFIX_TOKENS);
        recipe.put("learning-rate", PREFIX_RATE);
        return recipe;
    }

    private static Map<String, String> of(int steps) {
        Map<String, String> recipe = new LinkedHashMap<>(org.doctorglm.training.RecipeText.of(Recipe.SMALL_SAFE));
        // What is of LoRA alone is not said to the other method.
        recipe.keySet().removeAll(java.util.Set.of("rank", "alpha", "dropout", "targets", "method"));
        String every = String.valueOf(Math.max(1, steps / LOOKS));
        recipe.put("epochs", "100");
        recipe.put("most-steps", String.valueOf(steps));
        recipe.put("warm-up", String.valueOf(Math.max(1, steps / LOOKS)));
        recipe.put("prompt-tokens", "64");
        recipe.put("answer-tokens", "128");
        recipe.put("evaluate-every", every);
        recipe.put("save-every", every);
        // As early, half and last: what the experiment with checkpoints asks.
        recipe.put("keep", every + "," + Math.max(1, steps / 2) + "," + steps);
        return recipe;
    }
}
