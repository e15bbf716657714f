package org.doctorglm.engine.onnx.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.doctorglm.engine.Engine;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.Logits;
import org.doctorglm.engine.onnx.graph.GraphForm;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.Engines;
import org.doctorglm.testing.OnnxLibrary;
import org.doctorglm.testing.ReferenceGlm;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The way of a graphics card in FP16, run on the processor: the same graph, the same calls, other memory.
/// What it computes in FP32 is compared with the reference where the other engines are ([Engines#DEVICE]).
class DeviceEngineTest {
    private static final int[] PROMPT = {20, 21, 22, 23, TinyModel.GMASK, TinyModel.SOP, 24};

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({"FP32, 0.005", "FP16, 0.005", "INT8, 0.02", "INT4, 0.25"})
    void numbersOfSixteenBitsStayCloseToTheReference(Precision precision, double share) throws Exception {
        TinyModel model = TinyModel.random(2, 4, 16, 96, 60, false, 11);
        double[] wanted = new ReferenceGlm(model).logits(PROMPT);
        try (Engine engine = half(pack(model, precision))) {
            Logits logits = engine.session().prefill(PROMPT, 1, new Cancellation());
            double error = 0;
            double size = 0;
            for (int i = 0; i < wanted.length; i++) {
                error += Math.pow(logits.values()[i] - wanted[i], 2);
                size += wanted[i] * wanted[i];
            }
            assertThat(Math.sqrt(error / size)).isLessThan(share);
        }
    }

    @Test
    void theDemoModelPrefersTheSameTokensAsOnOurKernels() throws Exception {
        ModelPack demo = DemoModel.pack(Precision.INT4);
        int[] prompt = prompt();
        try (Engine device = half(demo); Engine other = Engines.here().getFirst().load(demo, 2)) {
            Logits ours = device.session().prefill(prompt, 24, new Cancellation());
            Logits theirs = other.session().prefill(prompt, 24, new Cancellation());
            int same = 0;
            for (int i = 0; i < 24; i++) {
                same += ours.argmax() == theirs.argmax() ? 1 : 0;
                int next = theirs.argmax();
                ours = device.session().step(next);
                theirs = other.session().step(next);
            }
            assertThat(same).isGreaterThanOrEqualTo(22);
        }
    }

    @Test
    void aCancelledPromptIsNotMetAgain() throws Exception {
        try (Engine engine = half(pack(TinyModel.random(2, 4, 16, 96, 60, false, 3), Precision.FP32))) {
            Cancellation cancelled = new Cancellation();
            cancelled.request();
            assertThatThrownBy(() -> engine.session().prefill(PROMPT, 1, cancelled)).isInstanceOf(CancellationException.class);
            assertThat(engine.session().holds(PROMPT)).isFalse();
            assertThat(engine.session().prefill(PROMPT, 1, new Cancellation()).values()).doesNotContain(Float.NaN);
        }
    }

    @Test
    void aFileThatIsNoLibraryIsRefused() throws Exception {
        Path file = Files.writeString(temp.resolve("libonnxruntime.so"), "no library");
        ModelPack pack = pack(TinyModel.random(1, 2, 16, 96, 60, false, 3), Precision.FP32);
        assertThatThrownBy(() -> DeviceEngine.processor(pack, file, GraphForm.GRAPHICS, 1)).isInstanceOfSatisfying(EngineException.class,
                e -> assertThat(e.reason()).isEqualTo(EngineException.Reason.LOAD));
    }

    @Test
    void aForgedPackFreesWhatWasMade() throws Exception {
        ModelPack pack = pack(TinyModel.random(1, 2, 16, 96, 60, false, 3), Precision.FP32);
        Files.write(pack.weights(), new byte[64]);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> half(pack)).isInstanceOf(Exception.class);
        }
    }

    private static int[] prompt() throws java.io.IOException {
        var ids = new com.fasterxml.jackson.databind.ObjectMapper().readTree(DemoModel.SOURCE.resolve("expected.json").toFile())
                .get("cases").get(0).get("prompt_ids");
        return java.util.stream.StreamSupport.stream(ids.spliterator(), false).mapToInt(com.fasterxml.jackson.databind.JsonNode::asInt).toArray();
    }

    private static Engine half(ModelPack pack) throws EngineException {
        return DeviceEngine.processor(pack, OnnxLibrary.file(), GraphForm.GRAPHICS, 2);
    }

    private ModelPack pack(TinyModel model, Precision precision) throws Exception {
        Path folder = model.write(temp.resolve("source-" + precision));
        return new ModelStore(temp.resolve("none"), temp.resolve("models"), "test")
                .importFolder(folder, precision, "tiny-" + precision.key(), Progress.NONE, new Cancellation());
    }
}
