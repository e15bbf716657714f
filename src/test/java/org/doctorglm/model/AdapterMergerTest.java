package org.doctorglm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.checkpoint.AdapterRows;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.LoraFolder;
import org.doctorglm.testing.PickleWriter;
import org.doctorglm.testing.SafetensorsFile;
import org.doctorglm.testing.TinyModel;
import org.doctorglm.testing.TorchFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Adapters that cannot be merged are refused before anything is written.
class AdapterMergerTest {
    @TempDir
    Path temp;
    private TinyModel base;
    private Path source;
    private Path adapter;

    @BeforeEach
    void makeBaseAndAdapter() throws Exception {
        base = TinyModel.random(2, 2, 16, 40, 60, true, 7);
        source = base.write(temp.resolve("base"));
        adapter = LoraFolder.random(base, 4, 8, 3).writeSafetensors(temp.resolve("lora"), LoraFolder.PEFT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}|lora_alpha, enable_lora", "[]|lora_alpha, enable_lora", "{\"r\":4}|lora_alpha",
        "{\"r\":4,\"lora_alpha\":null}|lora_alpha"})
    void whatTheConfigurationDoesNotTellIsAskedFor(String json, String keys) throws Exception {
        LoraFolder.config(adapter, json);
        assertRefused(CheckpointException.Reason.ADAPTER_INCOMPLETE, keys);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"r\":4.5,\"lora_alpha\":8}|r 4.5", "{\"r\":0,\"lora_alpha\":8}|r 0", "{\"r\":\"4\",\"lora_alpha\":8}|r",
        "{\"r\":4,\"lora_alpha\":\"8\"}|lora_alpha", "{\"r\":4,\"lora_alpha\":1e999}|lora_alpha",
        "{\"r\":4,\"lora_alpha\":8,\"enable_lora\":[false]}|enable_lora", "{\"r\":4,\"lora_alpha\":8,\"enable_lora\":[1,0,1]}|enable_lora",
        "{\"r\":4,\"lora_alpha\":8,\"enable_lora\":true}|enable_lora", "{\"r\":4,\"lora_alpha\":8,\"doctorglm_rows\":\"per_head\"}|doctorglm_rows",
        "{\"r\":4,\"lora_alpha\":8,\"doctorglm_rows\":\"thirds\"}|doctorglm_rows", "{\"r\":4,\"lora_alpha\":8,\"doctorglm_rows\":1}|doctorglm_rows",
        "{\"r\":4,\"lora_alpha\":8,\"doctorglm_rows\":\"per_head_qv\",\"enable_lora\":[true,true,true]}|doctorglm_rows"})
    void aValueThatCannotBeIsNamed(String json, String value) throws Exception {
        LoraFolder.config(adapter, json);
        assertRefused(CheckpointException.Reason.ADAPTER_CONFIG, value);
    }

    @Test
    void anAbsentOrBrokenConfigurationIsNamed() throws Exception {
        LoraFolder.config(adapter, "{");
        assertRefused(CheckpointException.Reason.DAMAGED, "JSON");
        Files.delete(adapter.resolve("adapter_config.json"));
        assertRefused(CheckpointException.Reason.ADAPTER_INCOMPLETE, "lora_alpha, enable_lora");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"r\":8,\"lora_alpha\":8,\"enable_lora\":[true,false,true]}", "{\"r\":4,\"lora_alpha\":8}",
        "{\"r\":4,\"lora_alpha\":8,\"enable_lora\":[true,true,true]}"})
    void aRankOrSlicesThatAreNotThoseOfTheFactorsAreRefused(String json) throws Exception {
        LoraFolder.config(adapter, json);
        assertRefused(CheckpointException.Reason.WRONG_SHAPE, "layers.");
    }

    @Test
    void otherArithmeticIsRefused() throws Exception {
        LoraFolder.config(adapter, "{\"r\":4,\"lora_alpha\":8,\"use_dora\":true}");
        assertRefused(CheckpointException.Reason.UNSUPPORTED, "use_dora");
        LoraFolder.config(adapter, "{\"r\":4,\"lora_alpha\":8,\"rank_pattern\":{\"dense\":2}}");
        assertRefused(CheckpointException.Reason.UNSUPPORTED, "rank_pattern");
    }

    @Test
    void whatTheUserSaysMustNotContradictTheConfiguration() {
        for (AdapterOptions options : new AdapterOptions[] {new AdapterOptions(16.0, null), new AdapterOptions(null, AdapterRows.WHOLE),
            new AdapterOptions(8.0, AdapterRows.PER_HEAD_QV), new AdapterOptions(Double.NaN, null)}) {
            assertThatThrownBy(() -> take(options)).isInstanceOfSatisfying(CheckpointException.class,
                    e -> assertThat(e.reason()).isEqualTo(CheckpointException.Reason.ADAPTER_CONFIG));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"bos_token_id\": 150004", "\"mask_token_id\": 150000", "\"gmask_token_id\": 150001", "\"vocab_size\": 150528"})
    void anAdapterBesideTheConfigurationOfTheOtherReleaseIsRefused(String fact) throws Exception {
        Files.writeString(adapter.resolve("config.json"), "{" + fact + "}");
        assertMismatch(fact.substring(1).replace("\": ", " ") + "/");
    }

    @Test
    void anAdapterOfAnotherReleaseOrSizeIsRefused() throws Exception {
        LoraFolder lora = LoraFolder.random(base, 4, 8, 3);
        LoraFolder.config(adapter, lora.configJson().replace("{", "{\"vocab_size\": 150528, "));
        assertMismatch("150528/60");
        LoraFolder.config(adapter, lora.configJson());
        write(lora.safetensors(LoraFolder.PEFT).floats("base_model.model.lm_head.weight", new float[61 * 32], 61, 32));
        assertMismatch("61/60");
        LoraFolder.random(TinyModel.random(2, 3, 16, 40, 60, true, 7), 4, 8, 3).writeSafetensors(adapter, LoraFolder.PEFT);
        assertMismatch("layers.0");
        LoraFolder.random(TinyModel.random(3, 2, 16, 40, 60, true, 7), 4, 8, 3).writeSafetensors(adapter, LoraFolder.PEFT);
        assertMismatch("layers.2");
    }

    @Test
    void factorsThatAreMissingForeignOrNoNumbersAreRefused() throws Exception {
        LoraFolder lora = LoraFolder.random(base, 4, 8, 3);
        SafetensorsFile file = lora.safetensors(LoraFolder.PEFT);
        file.header().remove(LoraFolder.PEFT.formatted(1, "B"));
        write(file);
        assertRefused(CheckpointException.Reason.MISSING_TENSOR, "lora_B");
        file.header().remove(LoraFolder.PEFT.formatted(1, "A"));
        write(file);
        assertRefused(CheckpointException.Reason.MISSING_TENSOR, "layers.1");
        write(lora.safetensors(LoraFolder.PEFT).floats("transformer.prefix_encoder.embedding.weight", new float[4], 2, 2));
        assertRefused(CheckpointException.Reason.UNSUPPORTED, "query_key_value");
        write(lora.safetensors(LoraFolder.PEFT).floats("lm_head.weight", new float[60 * 32], 60, 32));
        assertRefused(CheckpointException.Reason.UNSUPPORTED, "lm_head");
        write(lora.safetensors(LoraFolder.PEFT).floats(LoraFolder.LORALIB.formatted(0, "A"), new float[8 * 32], 8, 32));
        assertRefused(CheckpointException.Reason.DAMAGED, "lora_A");
        lora.a()[1][5] = Float.NaN;
        write(lora.safetensors(LoraFolder.PEFT));
        assertRefused(CheckpointException.Reason.DAMAGED, "NaN");
        Files.delete(adapter.resolve("adapter_model.safetensors"));
        assertRefused(CheckpointException.Reason.NO_WEIGHTS, "adapter_model");
        Files.write(adapter.resolve("doctor.pt"), TorchFile.archive(new PickleWriter().global("os", "system").stop(), "little").bytes());
        assertRefused(CheckpointException.Reason.FORBIDDEN_GLOBAL, "os.system");
    }

    @Test
    void onlySomeLayersAreMergedWhenTheConfigurationSaysSo() throws Exception {
        LoraFolder lora = LoraFolder.random(base, 4, 8, 3);
        SafetensorsFile file = lora.safetensors(LoraFolder.LORALIB);
        file.header().remove(java.util.List.of(LoraFolder.LORALIB.formatted(1, "A"), LoraFolder.LORALIB.formatted(1, "B")));
        write(file);
        LoraFolder.config(adapter, lora.configJson().replace("{", "{\"layers_to_transform\": [0], "));
        assertThat(take().manifest().adapter()).isEqualTo("lora");
    }

    private void write(SafetensorsFile file) throws Exception {
        file.write(adapter.resolve("adapter_model.safetensors"));
    }

    private ModelPack take() throws Exception {
        return take(AdapterOptions.NONE);
    }

    private ModelPack take(AdapterOptions options) throws Exception {
        return new ModelStore(temp.resolve("none"), temp.resolve("home"), "test").importFolder(new ImportRequest(source, adapter, options, Precision.INT8,
                ModelStore.defaultQuantizer(Precision.INT8), "a"), Progress.NONE, new Cancellation());
    }

    private void assertMismatch(String detail) {
        assertThatThrownBy(this::take).isInstanceOfSatisfying(ModelException.class, e -> {
            assertThat(e.reason()).isEqualTo(ModelException.Reason.ADAPTER_MISMATCH);
            assertThat(e.subject()).isEqualTo("lora");
            assertThat(e.detail()).contains(detail);
        });
        assertThat(temp.resolve("home")).isEmptyDirectory();
    }

    private void assertRefused(CheckpointException.Reason reason, String detail) {
        assertThatThrownBy(this::take).isInstanceOfSatisfying(CheckpointException.class, e -> {
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e.detail()).contains(detail);
        });
        assertThat(temp.resolve("home")).isEmptyDirectory();
    }
}
