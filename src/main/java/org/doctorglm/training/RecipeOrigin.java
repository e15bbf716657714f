package org.doctorglm.training;

import java.util.Map;

/// Where a value of a recipe comes from.
public enum RecipeOrigin {
    /// The paper names it.
    PAPER,
    /// The DoctorGLM repository has it; the paper does not say.
    REPOSITORY,
    /// Ours.
    OURS;

    private static final Map<String, String> OF_PAPER = Map.ofEntries(Map.entry("optimizer", "lion"), Map.entry("learning-rate", "2.0E-5"),
            Map.entry("schedule", "constant"), Map.entry("warm-up", "0"), Map.entry("weight-decay", "0.0"), Map.entry("batch", "4"),
            Map.entry("accumulation", "1"), Map.entry("epochs", "1.0"), Map.entry("prompt-tokens", "512"), Map.entry("answer-tokens", "100"),
            Map.entry("keep", KeptSteps.PAPER.text()), Map.entry("rank", "8"), Map.entry("alpha", "16.0"), Map.entry("targets", "qv"), Map.entry("kl-to-base", "0.0"),
            Map.entry("label-smoothing", "0.0"));
    private static final Map<String, String> OF_REPOSITORY = Map.of("dropout", "0.05", "prefix", "128", "deviation", "1.0", "targets", "thirds");

    /// @param key of [RecipeText]
    /// @param value as [RecipeText#of] writes it
    public static RecipeOrigin of(String key, String value) {
        if (value.equals(OF_PAPER.get(key))) {
            return PAPER;
        }
        return value.equals(OF_REPOSITORY.get(key)) ? REPOSITORY : OURS;
    }
}
