package org.doctorglm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.Engines;
import org.doctorglm.testing.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// torch's own numbers for a one-layer ChatGLM (tests of chatglm.cpp, head tied).
@ParameterizedClass
@EnumSource(Engines.class)
class GoldenTest {
    @Parameter
    Engines engines;

    @TempDir
    Path home;

    @Test
    void logitsOfPromptAndOfEachFedTokenEqualTheReferenceWithin1e4() throws Exception {
        Path folder = Shared.require("golden/chatglm-cpp/glm_model");
        JsonNode expected = new ObjectMapper().readTree(folder.resolve("expected.json").toFile()).get("steps");
        ModelPack pack = new ModelStore(home.resolve("none"), home, "test")
                .importFolder(folder, Precision.FP32, "golden", Progress.NONE, new Cancellation());
        try (Engine engine = engines.load(pack, 2)) {
            Logits prompt = engine.session().prefill(new int[] {0, 1, 2}, 2, new Cancellation());
            assertClose(prompt, expected.get(0));
            assertClose(engine.session().step(3), expected.get(1));
            assertClose(engine.session().step(4), expected.get(2));
        }
    }

    private static void assertClose(Logits logits, JsonNode step) {
        JsonNode rows = step.get("numpy_reference_logits_tied_head");
        JsonNode last = rows.get(0).isArray() ? rows.get(rows.size() - 1) : rows;
        assertThat(logits.values()).hasSize(last.size());
        for (int i = 0; i < last.size(); i++) {
            assertThat((double) logits.values()[i]).isCloseTo(last.get(i).asDouble(), within(1e-4));
        }
    }
}
