package org.doctorglm.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.doctorglm.platform.Directories;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RecipeText;
import org.doctorglm.ui.training.TrainingDraft;

/// The victim of [KilledTrainingTest]: starts a run as the window does and says so, then waits to be killed.
final class WindowThatTrains {
    private WindowThatTrains() {
    }

    /// @param arguments application folder, home, data, name of the run, values of the recipe as `key=value`
    public static void main(String[] arguments) throws Exception {
        Map<String, String> recipe = new TreeMap<>(RecipeText.of(Recipe.SMALL_SAFE));
        for (int i = 4; i < arguments.length; i++) {
            String[] value = arguments[i].split("=", 2);
            recipe.put(value[0], value[1]);
        }
        try (DoctorGlm services = new DoctorGlm(new Directories(Path.of(arguments[0]), Path.of(arguments[1])), 0)) {
            LocalTrainings trainings = new LocalTrainings(services, new LocalSettings(services.settings()));
            trainings.start(trainings.begin(arguments[3], new TrainingDraft(arguments[2], "base", recipe, "")));
            System.out.println("started");
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
