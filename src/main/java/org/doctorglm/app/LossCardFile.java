package org.doctorglm.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.doctorglm.model.ModelPack;
import org.doctorglm.ui.models.ModelsService.GateResult;
import org.jspecify.annotations.Nullable;

/// `loss-card.json` in a pack's folder: what the quality gate measured.
final class LossCardFile {
    static final String NAME = "loss-card.json";
    private static final long MOST_BYTES = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private LossCardFile() {
    }

    /// @return null when nothing was measured, or the card cannot be read: a pack is not worse for a damaged card, only unmeasured
    static @Nullable GateResult read(ModelPack pack) {
        Path file = pack.folder().resolve(NAME);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return null;
            }
            JsonNode card = JSON.readTree(file.toFile());
            if (!card.path("passed").isBoolean() || !card.path("packLoss").isNumber() || !card.path("referenceLoss").isNumber()) {
                return null;
            }
            return new GateResult(card.path("passed").asBoolean(), card.path("referenceLoss").asDouble(), card.path("packLoss").asDouble(),
                    card.path("increase").asDouble(), card.path("agreement").asDouble(), card.path("divergence").asDouble(),
                    card.path("repetition").asDouble());
        } catch (IOException e) {
            return null;
        }
    }
}
