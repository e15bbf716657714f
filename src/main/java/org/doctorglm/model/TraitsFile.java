package org.doctorglm.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.checkpoint.JsonFile;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.model.PackManifest.Traits;

/// What a checkpoint's folder says of how its network wants to be asked.
final class TraitsFile {
    static final String NAME = "doctorglm.json";

    private TraitsFile() {
    }

    /// @param folder a checkpoint's or a pack's
    /// @throws ModelException NOT_A_MODEL
    static Traits read(Path folder) throws IOException {
        if (ModelStore.isPack(folder)) {
            return ModelPack.open(folder, false).manifest().traits();
        }
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Traits.UNKNOWN;
        }
        JsonNode json;
        try {
            json = JsonFile.read(file, JsonFile.CONFIGURATION);
        } catch (CheckpointException e) {
            throw new ModelException(Reason.NOT_A_MODEL, folder.toString(), NAME);
        }
        return new Traits(json.path("requiresEvidence").asBoolean(false), json.path("promptTokens").asInt(0),
                json.path("itemsPerLine").asInt(0));
    }

    static void write(Path folder, Traits traits) throws IOException {
        if (!traits.equals(Traits.UNKNOWN)) {
            Files.write(folder.resolve(NAME), ModelPack.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(traits));
        }
    }
}
