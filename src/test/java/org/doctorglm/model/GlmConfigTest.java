package org.doctorglm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlmConfigTest {
    private static final String SOUND = TinyModel.random(2, 2, 16, 64, 40, true, 1).configJson();

    @TempDir
    Path folder;

    @Test
    void theFileIsReadAsItStands() throws Exception {
        GlmConfig config = read(SOUND);
        assertThat(config).isEqualTo(TinyModel.random(2, 2, 16, 64, 40, true, 1).config());
        assertThat(config.headDim()).isEqualTo(16);
        assertThat(config.alpha()).isEqualTo(Math.sqrt(56));
    }

    @Test
    void anEndTokenMayBeMissing() throws Exception {
        assertThat(read(SOUND.replace("\"eos_token_id\": 9", "\"eos_token_id\": null")).eos()).isNull();
    }

    @Test
    void imageTokensComeFromTheTokenizersFile() throws Exception {
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"num_image_tokens\": 7}");
        assertThat(read(SOUND).imageTokens()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"num_layers", "hidden_size", "num_attention_heads", "inner_hidden_size", "vocab_size", "bos_token_id",
        "mask_token_id", "gmask_token_id"})
    void aMissingKeyIsNamed(String key) {
        assertRefused(SOUND.replace("\"" + key + "\"", "\"other\""), key);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "num_layers; \"num_layers\": 2; \"num_layers\": 0",
        "num_layers; \"num_layers\": 2; \"num_layers\": -1",
        "num_layers; \"num_layers\": 2; \"num_layers\": 2.5",
        "num_layers; \"num_layers\": 2; \"num_layers\": \"2\"",
        "num_layers; \"num_layers\": 2; \"num_layers\": 99999999999",
        "hidden_size; \"hidden_size\": 32; \"hidden_size\": 2147483647",
        "hidden_size; \"hidden_size\": 32; \"hidden_size\": 36",
        "num_attention_heads; \"num_attention_heads\": 2; \"num_attention_heads\": 0",
        "num_attention_heads; \"num_attention_heads\": 2; \"num_attention_heads\": 3",
        "vocab_size; \"vocab_size\": 40; \"vocab_size\": -5",
        "max_sequence_length; \"max_sequence_length\": 64; \"max_sequence_length\": 0",
        "layernorm_epsilon; 1e-05; 0",
        "layernorm_epsilon; 1e-05; -1",
        "bos_token_id; \"bos_token_id\": 8; \"bos_token_id\": 40",
        "eos_token_id; \"eos_token_id\": 9; \"eos_token_id\": -1",
        "gmask_token_id; \"gmask_token_id\": 5; \"gmask_token_id\": 130001"})
    void aValueThatMakesNoSenseIsNamed(String key, String sound, String bad) {
        assertThat(SOUND).contains(sound);
        assertRefused(SOUND.replace(sound, bad), key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "no json", "{}"})
    void aFileThatIsNoConfigurationIsNamed(String json) {
        assertRefused(json, "config.json");
    }

    @Test
    void bytesThatAreNoTextAreNoConfiguration() throws Exception {
        Files.write(folder.resolve("config.json"), new byte[] {0, 0, (byte) 0xFF, (byte) 0xFE, 0, 0, 7, 1});
        assertThatThrownBy(() -> GlmConfig.read(folder)).isInstanceOf(ModelException.class);
    }

    @Test
    void aFolderWithoutAConfigurationIsNoModel() {
        assertThatThrownBy(() -> GlmConfig.read(folder)).isInstanceOfSatisfying(ModelException.class, e -> {
            assertThat(e.reason()).isEqualTo(ModelException.Reason.NOT_A_MODEL);
            assertThat(e.detail()).isEqualTo("config.json");
        });
    }

    private GlmConfig read(String json) throws Exception {
        Files.write(folder.resolve("config.json"), json.getBytes(StandardCharsets.UTF_8));
        return GlmConfig.read(folder);
    }

    private void assertRefused(String json, String named) {
        assertThatThrownBy(() -> read(json)).isInstanceOfSatisfying(ModelException.class, e -> {
            assertThat(e.reason()).isEqualTo(ModelException.Reason.NOT_A_MODEL);
            assertThat(e.detail()).contains(named);
        });
    }
}
