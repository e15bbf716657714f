package org.doctorglm.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.doctorglm.model.GlmConfig;

/// What to change in a recipe so that it fits into the memory that is there: first what changes nothing that is learned, then what costs exactness.
///
/// @param changes keys and values as in [RecipeText], in the order they were needed
/// @param bytes needed then
public record MemoryAdvice(Map<String, String> changes, long bytes) {
    public MemoryAdvice {
        changes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }

    /// @param free bytes that the run may take
    /// @return empty when it fits as it is, or when nothing makes it fit
    public static Optional<MemoryAdvice> of(GlmConfig config, Recipe recipe, int sampleTokens, int learnedTokens, long free) {
        if (MemoryEstimate.of(config, recipe, sampleTokens, learnedTokens).bytes() <= free) {
            return Optional.empty();
        }
        for (List<Map<String, String>> way : ways(recipe)) {
            Map<String, String> changes = new LinkedHashMap<>();
            for (Map<String, String> step : way) {
                changes.putAll(step);
                long bytes = MemoryEstimate.of(config, with(recipe, changes), sampleTokens, learnedTokens).bytes();
                if (bytes <= free) {
                    return Optional.of(new MemoryAdvice(changes, bytes));
                }
            }
        }
        return Optional.empty();
    }

    /// A whole network that fits in no way is sent to LoRA, which then needs little else.
    private static List<List<Map<String, String>>> ways(Recipe recipe) {
        List<Map<String, String>> steps = steps(recipe);
        if (!(recipe.method() instanceof Method.Full)) {
            return List.of(steps);
        }
        List<Map<String, String>> adapter = new ArrayList<>(List.of(Map.of("method", "lora")));
        adapter.addAll(steps);
        return List.of(steps, adapter);
    }

    private static List<Map<String, String>> steps(Recipe recipe) {
        List<Map<String, String>> steps = new ArrayList<>();
        if (!recipe.recompute()) {
            steps.add(Map.of("recompute", "true"));
        }
        // The samples of a step stay the same: only their portions shrink.
        for (int batch = recipe.batch(); batch % 2 == 0; ) {
            batch /= 2;
            Map<String, String> smaller = new LinkedHashMap<>(Map.of("batch", String.valueOf(batch)));
            smaller.put("accumulation", String.valueOf(recipe.samplesPerStep() / batch));
            steps.add(smaller);
        }
        for (BaseStorage base : List.of(BaseStorage.FP16, BaseStorage.INT8, BaseStorage.INT4)) {
            if (base.bytes() < recipe.base().bytes()) {
                steps.add(Map.of("base", base.key()));
            }
        }
        return steps;
    }

    /// @throws IllegalStateException never: every step is a recipe
    private static Recipe with(Recipe recipe, Map<String, String> changes) {
        Map<String, String> text = RecipeText.of(recipe);
        text.putAll(changes);
        try {
            return RecipeText.parse(text);
        } catch (TrainingException e) {
            throw new IllegalStateException(e);
        }
    }
}
