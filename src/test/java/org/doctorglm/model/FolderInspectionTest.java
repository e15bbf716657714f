package org.doctorglm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.checkpoint.AdapterRows;
import org.doctorglm.checkpoint.AdapterSummary;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.LoraFolder;
import org.doctorglm.testing.PrefixFile;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderInspectionTest {
    private final TinyModel tiny = TinyModel.random(2, 2, 8, 32, 40, true, 1);
    @TempDir
    private Path temp;

    @Test
    void the_demo_models_folder_is_a_network_with_a_tokenizer() throws Exception {
        var network = (FolderInspection.Network) FolderInspection.of(DemoModel.SOURCE);
        assertThat(network.tokenizer()).isTrue();
        assertThat(network.safetensors()).isTrue();
        assertThat(network.sharded()).isFalse();
        assertThat(network.bytes()).isEqualTo(Files.size(DemoModel.SOURCE.resolve("model.safetensors")));
        long width = network.stored() == FolderInspection.StoredAs.FP32 ? 4 : 2;
        assertThat((double) network.parameters() * width).isCloseTo(network.bytes(), within(0.5 * network.bytes()));
    }

    @Test
    void what_a_pack_will_need_is_foretold_within_a_hundredth() throws Exception {
        var network = (FolderInspection.Network) FolderInspection.of(DemoModel.SOURCE);
        for (Precision precision : Precision.values()) {
            ModelPack pack = DemoModel.pack(precision);
            PackEstimate before = PackEstimate.of(network.config(), precision, network.tied(), network.prefix());
            PackEstimate after = PackEstimate.of(pack);
            long weights = pack.bytes() - Files.size(pack.tokenizer().orElseThrow());
            assertThat((double) before.weightBytes()).as(precision.key()).isCloseTo(weights, within(weights / 100.0));
            assertThat((double) before.bytesPerToken()).isCloseTo(after.bytesPerToken(), within(weights / 100.0));
            assertThat(before.cacheBytes()).isEqualTo(after.cacheBytes());
        }
    }

    @Test
    void the_released_network_needs_what_is_known_of_it() {
        GlmConfig released = new GlmConfig(28, 4096, 32, 16384, 130528, 1e-5, 2048, 130004, 130005, 130000, 130001, 0);
        PackEstimate half = PackEstimate.of(released, Precision.FP16, true, 0);
        assertThat(released.parameters()).isBetween(6_170_000_000L, 6_180_000_000L);
        assertThat(half.weightBytes()).isBetween(2 * 6_170_000_000L, 2 * 6_190_000_000L);
        assertThat(PackEstimate.of(released, Precision.INT4, true, 0).cacheBytes()).isEqualTo(2L * 28 * 4096 * 2048 * 2);
        assertThat(PackEstimate.of(released, Precision.INT4, true, 0).tokensPerSecond(36e9)).isBetween(8.0, 11.0);
    }

    @Test
    void an_adapters_folder_is_told_from_a_network_and_says_what_it_is() throws Exception {
        LoraFolder lora = LoraFolder.random(tiny, 2, 4, 3);
        Path folder = lora.writeSafetensors(temp.resolve("lora"), LoraFolder.PEFT);
        assertThat(((FolderInspection.Adapter) FolderInspection.of(folder)).adapter()).satisfies(summary -> {
            assertThat(summary.kind()).isEqualTo(AdapterSummary.Kind.LORA);
            assertThat(summary.rows()).isEqualTo(AdapterRows.THIRDS);
            assertThat(summary.rank()).isEqualTo(2);
            assertThat(summary.alpha()).isEqualTo(4.0);
            assertThat(summary.missing()).isEmpty();
        });
        PrefixFile prefix = PrefixFile.random(tiny.config(), 5, 0, 4);
        prefix.writeTorch(Files.createDirectories(temp.resolve("prefix")), PrefixFile.USUAL, prefix.configJson());
        assertThat(((FolderInspection.Adapter) FolderInspection.of(temp.resolve("prefix"))).adapter()).satisfies(summary -> {
            assertThat(summary.kind()).isEqualTo(AdapterSummary.Kind.PREFIX);
            assertThat(summary.tokens()).isEqualTo(5);
        });
    }

    @Test
    void an_adapter_without_its_configuration_says_exactly_what_is_missing() throws Exception {
        Path file = temp.resolve("adapter_model.safetensors");
        LoraFolder.random(tiny, 2, 4, 3).safetensors(LoraFolder.PEFT).write(file);
        Path base = tiny.write(temp.resolve("base"));
        assertThat(AdapterSummary.read(file, AdapterOptions.NONE).missing()).containsExactly(AdapterSummary.Missing.ALPHA, AdapterSummary.Missing.ROWS);
        assertThat(AdapterFit.check(base, file, new AdapterOptions(4.0, null)).missing()).containsExactly(AdapterSummary.Missing.ROWS);
        assertThat(AdapterFit.check(base, file, new AdapterOptions(4.0, AdapterRows.THIRDS)).missing()).isEmpty();
    }

    @Test
    void an_adapter_of_another_network_is_refused_before_anything_is_read() throws Exception {
        Path base = tiny.write(temp.resolve("base"));
        TinyModel other = TinyModel.random(2, 2, 16, 32, 40, true, 1);
        Path adapter = LoraFolder.random(other, 2, 4, 3).writeSafetensors(temp.resolve("lora"), LoraFolder.PEFT);
        assertThatThrownBy(() -> AdapterFit.check(base, adapter, AdapterOptions.NONE)).asInstanceOf(InstanceOfAssertFactories.type(ModelException.class))
                .extracting(ModelException::reason).isEqualTo(ModelException.Reason.ADAPTER_MISMATCH);
    }

    @Test
    void a_pack_from_elsewhere_is_known_and_can_be_taken_in_whole() throws Exception {
        ModelPack pack = DemoModel.pack(Precision.INT4);
        ModelStore store = new ModelStore(temp.resolve("none"), temp.resolve("home"), "test");
        var found = (FolderInspection.Pack) FolderInspection.of(pack.folder());
        assertThat(store.adopt(found.pack(), "neu", Progress.NONE, new Cancellation()).sha256()).isEqualTo(pack.sha256());
        assertThat(store.list()).extracting(ModelPack::name).containsExactly("neu");
        store.copyOut("neu", temp.resolve("stick"), Progress.NONE, new Cancellation());
        Files.write(temp.resolve("stick/neu").resolve(ModelPack.WEIGHTS), new byte[(int) Files.size(pack.weights())]);
        assertThatThrownBy(() -> store.adopt(ModelPack.open(temp.resolve("stick/neu"), false), "falsch", Progress.NONE, new Cancellation()))
                .asInstanceOf(InstanceOfAssertFactories.type(ModelException.class)).extracting(ModelException::reason)
                .isEqualTo(ModelException.Reason.WRONG_HASH);
        try (var left = Files.list(temp.resolve("home"))) {
            assertThat(left).as("nothing half-written").extracting(p -> p.getFileName().toString()).containsExactly("neu");
        }
    }

    @Test
    void a_file_of_a_models_folder_stands_for_the_folder() throws Exception {
        Path base = tiny.write(temp.resolve("base"));
        assertThat(FolderInspection.of(base.resolve("config.json"))).isInstanceOf(FolderInspection.Network.class);
        assertThat(FolderInspection.of(base.resolve("model.safetensors"))).isInstanceOf(FolderInspection.Network.class);
    }

    @Test
    void broken_folders_are_refused_with_the_fact_that_is_wrong() throws Exception {
        Path empty = Files.createDirectories(temp.resolve("empty"));
        assertThatThrownBy(() -> FolderInspection.of(empty)).isInstanceOf(ModelException.class).hasMessageContaining("config.json");
        Path noWeights = Files.createDirectories(temp.resolve("weightless"));
        Files.writeString(noWeights.resolve("config.json"), tiny.configJson());
        assertThatThrownBy(() -> FolderInspection.of(noWeights)).isInstanceOf(CheckpointException.class).hasMessageContaining("NO_WEIGHTS");
        Path cut = tiny.write(temp.resolve("cut"));
        byte[] bytes = Files.readAllBytes(cut.resolve("model.safetensors"));
        Files.write(cut.resolve("model.safetensors"), java.util.Arrays.copyOf(bytes, bytes.length - 8));
        assertThatThrownBy(() -> FolderInspection.of(cut)).isInstanceOf(CheckpointException.class).hasMessageContaining("DAMAGED");
        Path lacking = tiny.write(temp.resolve("lacking"));
        var some = new LinkedHashMap<>(tiny.weights());
        some.remove("transformer.layers.1.mlp.dense_h_to_4h.weight");
        tiny.safetensors(some).write(lacking.resolve("model.safetensors"));
        assertThatThrownBy(() -> FolderInspection.of(lacking)).isInstanceOf(CheckpointException.class).hasMessageContaining("dense_h_to_4h");
        Path other = tiny.write(temp.resolve("other"));
        Files.writeString(other.resolve("config.json"), TinyModel.random(2, 2, 16, 32, 40, true, 1).configJson());
        assertThatThrownBy(() -> FolderInspection.of(other)).isInstanceOf(CheckpointException.class).hasMessageContaining("WRONG_SHAPE");
        Path pack = Files.createDirectories(temp.resolve("pack"));
        Files.writeString(pack.resolve(ModelPack.MANIFEST), "{}");
        assertThatThrownBy(() -> FolderInspection.of(pack)).isInstanceOf(ModelException.class);
        assertThat(List.of(empty, noWeights, cut, lacking, other, pack)).allSatisfy(folder -> assertThat(folder).exists());
    }
}
