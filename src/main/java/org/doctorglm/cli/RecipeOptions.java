package org.doctorglm.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeText;
import org.doctorglm.training.RunPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A recipe by its name, and what differs from it.
final class RecipeOptions {
    @Option(names = "--recipe", descriptionKey = "train.recipe", paramLabel = "R")
    @Nullable String name;

    @Option(names = "--set", descriptionKey = "train.set", paramLabel = "KEY=VALUE")
    Map<String, String> values = new LinkedHashMap<>();

    /// The file that repeats a run, where one was named.
    Optional<RunPlan> plan() throws IOException {
        if (name == null || RecipeText.known().containsKey(name)) {
            return Optional.empty();
        }
        try {
            return Files.isRegularFile(Path.of(name)) ? Optional.of(RunPlan.read(Path.of(name))) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// @param usual where none is named
    Recipe recipe(Recipe usual) throws IOException {
        Optional<RunPlan> plan = plan();
        Map<String, String> all = new LinkedHashMap<>(plan.isPresent() ? plan.get().recipe() : Map.of("recipe", name == null ? usual.name() : name));
        all.putAll(values);
        return RecipeText.parse(all);
    }
}
