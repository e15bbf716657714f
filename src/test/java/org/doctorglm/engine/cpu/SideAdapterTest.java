package org.doctorglm.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.engine.Engine;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.Logits;
import org.doctorglm.engine.onnx.OnnxEngine;
import org.doctorglm.model.ModelException;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.model.SideAdapter;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.LoraFile;
import org.doctorglm.testing.LoraFile.Layout;
import org.doctorglm.testing.LoraFolder;
import org.doctorglm.testing.PrefixFile;
import org.doctorglm.testing.ReferenceGlm;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Adapters beside the network give what they give when merged into it, and leave nothing behind when they are taken off.
class SideAdapterTest {
    private static final int G = TinyModel.GMASK;
    private static final int SOP = TinyModel.SOP;
    private static final int[] PROMPT = {20, 21, 13, 44, 45, G, SOP};
    private static final int[] ANSWER = {10, 11, 48};
    private static final List<String> ALL = List.of("attention.query_key_value", "attention.dense", "mlp.dense_h_to_4h", "mlp.dense_4h_to_h");

    @TempDir
    Path temp;

    @BeforeEach
    void needsTheLibrary() {
        Assumptions.assumeTrue(CpuEngine.available(), "this processor has no AVX2");
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void aLoraBesideTheNetworkIsTheMergedNetwork(Layout layout) throws Exception {
        TinyModel base = TinyModel.random(2, 5, 12, 100, 50, true, 5);
        // Only whole rows fit matrices that are not fused.
        List<String> matrices = layout == Layout.WHOLE ? ALL : List.of(LoraFile.FUSED);
        LoraFile lora = LoraFile.random(base, layout, 4, 8, matrices, 3);
        ModelPack pack = pack(base, Precision.FP32);
        SideAdapter adapter = SideAdapter.open(folder(lora), AdapterOptions.NONE, pack.manifest());
        try (Engine engine = CpuEngine.load(pack, 2)) {
            float[][] plain = answer(engine);
            engine.use(adapter);
            assertFollows(answer(engine), new ReferenceGlm(lora.merged()));
            engine.use(null);
            assertThat(answer(engine)).isDeepEqualTo(plain);
        }
    }

    @Test
    void aPrefixBesideTheNetworkIsSeenByEveryToken() throws Exception {
        TinyModel base = TinyModel.random(2, 3, 20, 100, 50, true, 6);
        PrefixFile prefix = PrefixFile.random(base.config(), 9, 0, 4);
        ModelPack pack = pack(base, Precision.FP32);
        Path file = prefix.writeTorch(temp.resolve("prefix"), PrefixFile.USUAL, prefix.configJson());
        try (Engine engine = CpuEngine.load(pack, 2)) {
            float[][] plain = answer(engine);
            engine.use(SideAdapter.open(file, AdapterOptions.NONE, pack.manifest()));
            assertFollows(answer(engine), new ReferenceGlm(base, prefix.rows()));
            engine.use(null);
            assertThat(answer(engine)).isDeepEqualTo(plain);
        }
    }

    @Test
    void anAdapterOfAnotherNetworkIsRefused() throws Exception {
        ModelPack pack = pack(TinyModel.random(2, 2, 16, 64, 50, true, 5), Precision.INT4);
        TinyModel other = TinyModel.random(2, 4, 16, 64, 50, true, 5);
        Path adapter = LoraFolder.random(other, 4, 8, 3).writeTorch(temp.resolve("other"), LoraFolder.PEFT);
        assertThatThrownBy(() -> SideAdapter.open(adapter, AdapterOptions.NONE, pack.manifest()))
                .isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.reason()).isEqualTo(ModelException.Reason.ADAPTER_MISMATCH));
    }

    @Test
    void onnxRuntimeSaysThatItTakesNone() throws Exception {
        TinyModel base = TinyModel.random(1, 2, 16, 64, 50, true, 5);
        ModelPack pack = pack(base, Precision.FP32);
        SideAdapter adapter = SideAdapter.open(LoraFolder.random(base, 2, 4, 3).writeTorch(temp.resolve("lora"), LoraFolder.PEFT),
                AdapterOptions.NONE, pack.manifest());
        try (Engine engine = OnnxEngine.load(pack, 1)) {
            engine.use(null);
            assertThatThrownBy(() -> engine.use(adapter))
                    .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.reason()).isEqualTo(EngineException.Reason.ADAPTER));
        }
    }

    private Path folder(LoraFile lora) throws Exception {
        Path folder = temp.resolve("lora-" + lora.layout());
        java.nio.file.Files.createDirectories(folder);
        lora.safetensors("base_model.model.transformer.%s.lora_%s.weight", false).write(folder.resolve("adapter_model.safetensors"));
        return LoraFolder.config(folder, lora.configJson());
    }

    private ModelPack pack(TinyModel base, Precision precision) throws Exception {
        return new ModelStore(temp.resolve("none"), temp.resolve("models"), "test")
                .importFolder(base.write(temp.resolve("base")), precision, "base", Progress.NONE, new Cancellation());
    }

    private static float[][] answer(Engine engine) throws EngineException {
        float[][] all = new float[ANSWER.length + 1][];
        all[0] = engine.session().prefill(PROMPT, 8, new Cancellation()).values();
        Logits[] steps = engine.session().steps(ANSWER);
        for (int i = 0; i < ANSWER.length; i++) {
            all[i + 1] = steps[i].values();
        }
        return all;
    }

    private static void assertFollows(float[][] logits, ReferenceGlm reference) {
        int[] ids = PROMPT;
        for (int i = 0; i < logits.length; i++) {
            double[] wanted = reference.logits(ids);
            for (int j = 0; j < wanted.length; j++) {
                assertThat((double) logits[i][j]).isCloseTo(wanted[j], within(5e-4));
            }
            if (i < ANSWER.length) {
                ids = java.util.Arrays.copyOf(ids, ids.length + 1);
                ids[ids.length - 1] = ANSWER[i];
            }
        }
    }
}
