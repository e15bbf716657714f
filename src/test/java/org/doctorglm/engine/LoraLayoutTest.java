package org.doctorglm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.checkpoint.AdapterRows;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.Engines;
import org.doctorglm.testing.LoraFile;
import org.doctorglm.testing.LoraFile.Layout;
import org.doctorglm.testing.ReferenceGlm;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every layout of LoRA factors against the network with the sum written out. With 2, 4 or 5 heads the thirds end inside a head.
@ParameterizedClass
@EnumSource(Engines.class)
class LoraLayoutTest {
    @Parameter
    Engines engines;

    private static final String PEFT = "base_model.model.transformer.%s.lora_%s.weight";
    private static final List<String> FUSED = List.of(LoraFile.FUSED);
    private static final List<String> ALL = List.of(LoraFile.FUSED, "attention.dense", "mlp.dense_h_to_4h", "mlp.dense_4h_to_h");
    private static final int[] PROMPT = {20, 21, 13, TinyModel.GMASK, TinyModel.SOP};

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({"THIRDS,3,16", "THIRDS,2,12", "THIRDS,4,8", "THIRDS,5,20", "PER_HEAD_QV,3,16", "PER_HEAD_QV,2,12", "PER_HEAD_QV,5,20", "WHOLE,3,16", "WHOLE,2,12"})
    void theFusedMatrixInEveryLayout(Layout layout, int heads, int headDim) throws Exception {
        LoraFile lora = LoraFile.random(base(heads, headDim), layout, 4, 12, FUSED, 3);
        assertMerged(lora, written(lora, PEFT, true), AdapterOptions.NONE);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void allFourMatricesOfABlock(Layout layout) throws Exception {
        LoraFile lora = LoraFile.random(base(3, 8), layout, 2, 8, ALL, 3);
        assertMerged(lora, written(lora, PEFT, false), AdapterOptions.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s.lora_%s", "transformer.%s.lora_%s", "anything.before.%s.lora_%s", "base_model.model.model.transformer.%s.lora_%s.weight",
        "base_model.model.transformer.%s.lora_%s.default.weight"})
    void namesWithAnythingBeforeTheLayer(String naming) throws Exception {
        LoraFile lora = LoraFile.random(base(2, 12), Layout.PER_HEAD_QV, 4, 8, FUSED, 3);
        assertMerged(lora, written(lora, naming, false), AdapterOptions.NONE);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 32", "8, 4", "3, 0.5", "4, -8"})
    void theChangeIsTimesAlphaByRank(int rank, double alpha) throws Exception {
        LoraFile lora = LoraFile.random(base(2, 12), Layout.THIRDS, rank, alpha, FUSED, 3);
        assertMerged(lora, written(lora, PEFT, true), AdapterOptions.NONE);
    }

    @ParameterizedTest
    @CsvSource({"THIRDS", "PER_HEAD_QV", "WHOLE"})
    void aSingleFileWithoutConfigurationIsMergedAsItsUserSays(Layout layout) throws Exception {
        LoraFile lora = LoraFile.random(base(3, 8), layout, 4, 8, ALL, 3);
        Path file = lora.safetensors(PEFT, true).write(temp.resolve("alone/doctor.safetensors"));
        ModelPack pack = assertMerged(lora, file, new AdapterOptions(8.0, AdapterRows.valueOf(layout.name())));
        assertThat(pack.manifest().adapter()).isEqualTo("doctor");
    }

    @Test
    void whatFileAndUserBothSayMustAgree() throws Exception {
        LoraFile lora = LoraFile.random(base(2, 12), Layout.PER_HEAD_QV, 4, 8, FUSED, 3);
        Path adapter = written(lora, PEFT, true);
        assertMerged(lora, adapter, new AdapterOptions(8.0, AdapterRows.PER_HEAD_QV));
        // The rank is what the factors have; no word about it is missed.
        Files.writeString(adapter.resolve("adapter_config.json"), "{\"doctorglm_rows\": \"per_head_qv\", \"r\": null}");
        assertMerged(lora, adapter, new AdapterOptions(8.0, null));
    }

    private static TinyModel base(int heads, int headDim) {
        return TinyModel.random(2, heads, headDim, 48, 60, true, 7);
    }

    private Path written(LoraFile lora, String naming, boolean axis) throws Exception {
        Path folder = Files.createDirectories(temp.resolve("lora"));
        lora.safetensors(naming, axis).write(folder.resolve("adapter_model.safetensors"));
        Files.writeString(folder.resolve("adapter_config.json"), lora.configJson());
        return folder;
    }

    private ModelPack assertMerged(LoraFile lora, Path adapter, AdapterOptions options) throws Exception {
        Path source = lora.base().write(temp.resolve("base"));
        ModelPack pack = new ModelStore(temp.resolve("none"), temp.resolve("home"), "test").importFolder(
                new ImportRequest(source, adapter, options, Precision.FP32, null, "p" + System.nanoTime()), Progress.NONE, new Cancellation());
        double[] wanted = new ReferenceGlm(lora.merged()).logits(PROMPT);
        try (Engine engine = engines.load(pack, 2)) {
            Logits logits = engine.session().prefill(PROMPT, 0, new Cancellation());
            for (int i = 0; i < wanted.length; i++) {
                assertThat((double) logits.values()[i]).isCloseTo(wanted[i], within(2e-4));
            }
        }
        assertThat(wanted).as("the adapter matters").isNotEqualTo(new ReferenceGlm(lora.base()).logits(PROMPT));
        return pack;
    }
}
