package org.doctorglm.training;

import java.util.Map;

/// What a run is of: written once, when it begins.
///
/// @param recipe its effective values, as [RecipeText] writes them
/// @param model name of the pack
/// @param modelSha256 of the pack
/// @param data what it learns from, as it was asked for
/// @param dataSha256 of the samples, in their order
/// @param samples of the training part
/// @param heldOut samples of the held-out part
/// @param steps in all
/// @param version of the program
public record RunFile(Map<String, String> recipe, String model, String modelSha256, String data, String dataSha256, int samples, int heldOut, long steps,
                      String version) {
    /// Whether the whole network is trained: then there is no adapter, but a checkpoint of its own.
    public boolean whole() {
        return RecipeText.FULL.equals(recipe.get("method"));
    }
}
