package org.doctorglm.ui.training;

import java.util.LinkedHashMap;
import java.util.Map;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeText;
import org.doctorglm.training.TrainingException;

/// A run that is not begun yet.
///
/// @param data name of the set, empty while none is chosen
/// @param model name of the base, empty while none is chosen
/// @param recipe every value, as [RecipeText] writes them
/// @param profile whose questions are asked besides the usual ones, empty for none
public record TrainingDraft(String data, String model, Map<String, String> recipe, String profile) {
    public TrainingDraft {
        recipe = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(recipe));
    }

    static TrainingDraft empty() {
        return new TrainingDraft("", "", RecipeText.of(Recipe.SMALL_SAFE), "");
    }

    boolean complete() {
        return !data.isEmpty() && !model.isEmpty();
    }

    TrainingDraft with(String key, String value) {
        Map<String, String> values = new LinkedHashMap<>(key.equals("method") ? RecipeText.withMethod(recipe, value) : recipe);
        values.put(key, value);
        return new TrainingDraft(data, model, values, profile);
    }

    /// @throws TrainingException BAD_RECIPE with key and value
    public Recipe effective() throws TrainingException {
        return RecipeText.parse(recipe);
    }
}
