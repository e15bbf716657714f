package org.doctorglm.training;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.doctorglm.training.TrainingException.Reason;

/// A run as a file of YAML that repeats it: what it was of, with hashes, and every value of its recipe.
///
/// @param format [#FORMAT]
/// @param modelSha256 of the pack
/// @param dataSha256 of the samples
@JsonPropertyOrder({"format", "model", "modelSha256", "data", "dataSha256", "recipe"})
public record RunPlan(int format, String model, String modelSha256, String data, String dataSha256, Map<String, String> recipe) {
    public static final int FORMAT = 1;
    private static final long MOST_BYTES = 1 << 16;
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build())
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    public RunPlan {
        recipe = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(recipe));
    }

    public static RunPlan of(RunFile run) {
        return new RunPlan(FORMAT, run.model(), run.modelSha256(), run.data(), run.dataSha256(), run.recipe());
    }

    public String text() {
        try {
            return YAML.writeValueAsString(this);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws TrainingException BAD_RECIPE for what is no such file, with the place or the value
    public static RunPlan read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > MOST_BYTES) {
            throw new TrainingException(Reason.BAD_RECIPE, name);
        }
        RunPlan plan;
        try {
            plan = YAML.readValue(Files.readAllBytes(file), RunPlan.class);
        } catch (JacksonException e) {
            throw new TrainingException(Reason.BAD_RECIPE, name + (e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr()), e);
        }
        if (plan == null || plan.format() != FORMAT) {
            throw new TrainingException(Reason.BAD_RECIPE, name + ": format");
        }
        RecipeText.parse(plan.recipe());
        return plan;
    }
}
