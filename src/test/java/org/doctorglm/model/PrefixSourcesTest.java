package org.doctorglm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.PrefixFile;
import org.doctorglm.testing.SafetensorsFile;
import org.doctorglm.testing.TinyModel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Prefixes that cannot be added are refused before anything is written.
class PrefixSourcesTest {
    @TempDir
    Path temp;
    private TinyModel base;
    private Path source;
    private PrefixFile prefix;

    @BeforeEach
    void makeNetworkAndPrefix() throws Exception {
        base = TinyModel.random(2, 2, 16, 40, 60, true, 7);
        source = base.write(temp.resolve("base"));
        prefix = PrefixFile.random(base.config(), 5, 12, 3);
    }

    @Test
    void thePackNamesThePrefixAndTheFilesItCameFrom() throws Exception {
        ModelPack pack = take(prefix.writeTorch(temp.resolve("prefix"), PrefixFile.USUAL, prefix.configJson()));
        assertThat(pack.manifest().prefixTokens()).isEqualTo(5);
        assertThat(pack.manifest().sources()).extracting(FileHash::name)
                .containsExactly("model.safetensors", "pytorch_model.bin", "config.json", "config.json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"pre_seq_len\": 4}|pre_seq_len 4/5", "{\"pre_seq_len\": \"5\"}|pre_seq_len", "{\"pre_seq_len\": 5.0}|pre_seq_len",
        "{\"prefix_projection\": false}|prefix_projection false/true", "{\"prefix_projection\": 1}|prefix_projection 1/true"})
    void aConfigurationThatSaysSomethingElseIsRefused(String config, String detail) throws Exception {
        assertRefused(prefix.writeTorch(temp.resolve("prefix"), PrefixFile.USUAL, config), CheckpointException.Reason.WRONG_SHAPE, detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"num_layers\": 28", "\"hidden_size\": 4096", "\"vocab_size\": 150528", "\"bos_token_id\": 150004", "\"gmask_token_id\": 150001"})
    void aPrefixOfAnotherReleaseIsRefused(String fact) throws Exception {
        Path folder = prefix.writeTorch(temp.resolve("prefix"), PrefixFile.USUAL, "{" + fact + "}");
        assertMismatch(folder, fact.substring(1).replace("\": ", " ") + "/");
    }

    @Test
    void aPrefixOfOtherDepthOrWidthIsRefused() throws Exception {
        TinyModel deep = TinyModel.random(3, 2, 16, 40, 60, true, 7);
        TinyModel wide = TinyModel.random(2, 3, 16, 40, 60, true, 7);
        assertMismatch(PrefixFile.random(deep.config(), 5, 0, 3).writeTorch(temp.resolve("deep"), PrefixFile.USUAL, "{}"), "192/128");
        assertMismatch(PrefixFile.random(wide.config(), 5, 8, 3).writeTorch(temp.resolve("wide"), PrefixFile.USUAL, "{}"), "192/128");
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedding.weight", "trans.0.weight", "trans.0.bias", "trans.2.weight", "trans.2.bias"})
    void halfAPrefixIsRefused(String missing) throws Exception {
        SafetensorsFile file = prefix.addTo(new SafetensorsFile(), PrefixFile.USUAL);
        file.header().remove(PrefixFile.USUAL + missing);
        assertRefused(file.write(temp.resolve("half.safetensors")), CheckpointException.Reason.MISSING_TENSOR, missing);
    }

    @Test
    void partsThatDoNotFitOneAnotherAreRefused() throws Exception {
        for (String[] change : new String[][] {{"trans.0.weight", "[1, 384]"}, {"trans.0.bias", "[12, 1]"}, {"trans.2.weight", "[12, 128]"},
            {"embedding.weight", "[160]"}, {"embedding.weight", "[160, 1]"}}) {
            SafetensorsFile file = prefix.addTo(new SafetensorsFile(), PrefixFile.USUAL);
            ((ObjectNode) file.header().get(PrefixFile.USUAL + change[0])).set("shape", new com.fasterxml.jackson.databind.ObjectMapper().readTree(change[1]));
            assertRefused(file.write(temp.resolve("parts.safetensors")), CheckpointException.Reason.WRONG_SHAPE, "prefix_encoder");
        }
        assertRefused(prefix.addTo(prefix.addTo(new SafetensorsFile(), PrefixFile.USUAL), PrefixFile.SHORT).write(temp.resolve("twice.safetensors")),
                CheckpointException.Reason.DAMAGED, "prefix_encoder");
        assertRefused(prefix.addTo(base.safetensors(base.weights()), PrefixFile.USUAL).write(temp.resolve("more.safetensors")),
                CheckpointException.Reason.UNSUPPORTED, "word_embeddings");
        prefix.weight("trans.2.bias")[7] = Float.POSITIVE_INFINITY;
        assertRefused(prefix.addTo(new SafetensorsFile(), PrefixFile.USUAL).write(temp.resolve("infinite.safetensors")),
                CheckpointException.Reason.DAMAGED, "Infinity");
    }

    @Test
    void numbersOfALoraSayNothingOfAPrefix() throws Exception {
        Path folder = prefix.writeTorch(temp.resolve("prefix"), PrefixFile.USUAL, prefix.configJson());
        ImportRequest request = new ImportRequest(source, folder, new AdapterOptions(16.0, null), Precision.FP32, null, "a");
        assertThatThrownBy(() -> new ModelStore(temp.resolve("none"), temp.resolve("home"), "test").importFolder(request, Progress.NONE, new Cancellation()))
                .isInstanceOfSatisfying(CheckpointException.class, e -> assertThat(e.reason()).isEqualTo(CheckpointException.Reason.ADAPTER_CONFIG));
    }

    @Test
    void aNetworkThatNeedsItsPrefixIsNotImportedWithoutOne() throws Exception {
        Files.writeString(source.resolve("config.json"), base.configJson().replace("{", "{\"pre_seq_len\": 5, "));
        assertRefused(null, CheckpointException.Reason.MISSING_TENSOR, "prefix_encoder");
        assertThat(take(prefix.addTo(new SafetensorsFile(), PrefixFile.USUAL).write(temp.resolve("doctor.safetensors"))).manifest().adapter()).isEqualTo("doctor");
    }

    @Test
    void twoPrefixesAreOneTooMany() throws Exception {
        prefix.addTo(base.safetensors(base.weights()), PrefixFile.USUAL).write(source.resolve("model.safetensors"));
        Path other = PrefixFile.random(base.config(), 7, 0, 4).writeTorch(temp.resolve("other"), PrefixFile.USUAL, "{}");
        assertThatThrownBy(() -> take(other)).isInstanceOfSatisfying(ModelException.class, e -> {
            assertThat(e.reason()).isEqualTo(ModelException.Reason.TWO_PREFIXES);
            assertThat(e.detail()).isEqualTo("5");
        });
    }

    private ModelPack take(@Nullable Path adapter) throws Exception {
        return new ModelStore(temp.resolve("none"), temp.resolve("home"), "test")
                .importFolder(ImportRequest.of(source, adapter, Precision.INT8, "a"), Progress.NONE, new Cancellation());
    }

    private void assertMismatch(Path adapter, String detail) {
        assertThatThrownBy(() -> take(adapter)).isInstanceOfSatisfying(ModelException.class, e -> {
            assertThat(e.reason()).isEqualTo(ModelException.Reason.ADAPTER_MISMATCH);
            assertThat(e.detail()).contains(detail);
        });
        assertThat(temp.resolve("home")).isEmptyDirectory();
    }

    private void assertRefused(@Nullable Path adapter, CheckpointException.Reason reason, String detail) {
        assertThatThrownBy(() -> take(adapter)).isInstanceOfSatisfying(CheckpointException.class, e -> {
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e.detail()).contains(detail);
        });
        assertThat(temp.resolve("home")).isEmptyDirectory();
    }
}
