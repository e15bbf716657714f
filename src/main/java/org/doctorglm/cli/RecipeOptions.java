package org.doctorglm.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeText;
import org.doctorglm.training.TrainingException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A recipe by its name, and what differs from it.
final class RecipeOptions {
    @Option(names = "--recipe", descriptionKey = "train.recipe", paramLabel = "R")
    @Nullable String name;

    @Option(names = "--set", descriptionKey = "train.set", paramLabel = "KEY=VALUE")
    Map<String, String> values = new LinkedHashMap<>();

    /// @param usual where none is named
    Recipe recipe(Recipe usual) throws TrainingException {
        Map<String, String> all = new LinkedHashMap<>(Map.of("recipe", name == null ? usual.name() : name));
        all.putAll(values);
        return RecipeText.parse(all);
    }
}
