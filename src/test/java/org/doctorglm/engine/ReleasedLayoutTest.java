package org.doctorglm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.Engines;
import org.doctorglm.testing.ReferenceGlm;
import org.doctorglm.testing.ReleasedLayout;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Checkpoints in the layout of chatglm-6b-int8 and chatglm-6b-int4.
@ParameterizedClass
@EnumSource(Engines.class)
class ReleasedLayoutTest {
    @Parameter
    Engines engines;

    private static final int[] PROMPT = {20, 21, 13, TinyModel.GMASK, TinyModel.SOP};

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({"8,16", "4,16", "8,12", "4,12"})
    void logitsAreThoseOfTheRestoredWeights(int bits, int headDim) throws Exception {
        ReleasedLayout released = new ReleasedLayout(TinyModel.random(2, 3, headDim, 40, 60, true, 7), bits);
        double[] wanted = new ReferenceGlm(released.restored()).logits(PROMPT);
        ModelPack safetensors = take(released.writeSafetensors(temp.resolve("safetensors")));
        ModelPack torch = take(released.writeTorch(temp.resolve("torch")));
        ModelPack restored = take(released.restored().write(temp.resolve("restored")));
        assertThat(Files.readAllBytes(safetensors.weights())).isEqualTo(Files.readAllBytes(restored.weights()));
        assertThat(Files.readAllBytes(torch.weights())).isEqualTo(Files.readAllBytes(restored.weights()));
        try (Engine engine = engines.load(torch, 2)) {
            Logits logits = engine.session().prefill(PROMPT, 0, new Cancellation());
            for (int i = 0; i < wanted.length; i++) {
                assertThat((double) logits.values()[i]).isCloseTo(wanted[i], within(2e-4));
            }
        }
    }

    private ModelPack take(Path folder) throws Exception {
        return new ModelStore(temp.resolve("none"), temp.resolve("home"), "test")
                .importFolder(folder, Precision.FP32, folder.getFileName().toString(), Progress.NONE, new Cancellation());
    }
}
