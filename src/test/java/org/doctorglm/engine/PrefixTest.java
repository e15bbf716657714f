package org.doctorglm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.doctorglm.model.ImportRequest;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.PackManifest.TensorPlace;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.Engines;
import org.doctorglm.testing.LoraFolder;
import org.doctorglm.testing.PrefixFile;
import org.doctorglm.testing.ReferenceGlm;
import org.doctorglm.testing.SafetensorsFile;
import org.doctorglm.testing.TinyModel;
import org.doctorglm.testing.TorchFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Trained prefixes (P-tuning v2) against the block written out in 64 bits with its keys and values before every token.
@ParameterizedClass
@EnumSource(Engines.class)
class PrefixTest {
    @Parameter
    Engines engines;

    private static final int G = TinyModel.GMASK;
    private static final int SOP = TinyModel.SOP;
    private static final int[] PROMPT = {20, 21, 13, G, SOP};

    @TempDir
    Path temp;

    @ParameterizedTest
    @CsvSource({"2, 2, 16, 5, 0", "2, 2, 16, 5, 24", "2, 3, 12, 7, 0", "2, 3, 12, 7, 20", "3, 2, 20, 130, 0", "1, 2, 20, 3, 70", "2, 4, 4, 1, 0", "2, 2, 64, 9, 130"})
    void everyTokenOfPromptAndAnswerEqualsTheReference(int layers, int heads, int headDim, int tokens, int inner) throws Exception {
        TinyModel base = TinyModel.random(layers, heads, headDim, 3 * heads * headDim, 50, true, 7L * headDim);
        PrefixFile prefix = PrefixFile.random(base.config(), tokens, inner, 11);
        ReferenceGlm reference = new ReferenceGlm(base, prefix.rows());
        Path adapter = prefix.writeTorch(temp.resolve("prefix"), PrefixFile.USUAL, prefix.configJson());
        try (Engine engine = engines.load(take(base, adapter, Precision.FP32), 2)) {
            Session session = engine.session();
            for (int[] prompt : new int[][] {{20, 21, 22, G, SOP}, {30, G, 31, 32, SOP, 33, 34}, {G, SOP}}) {
                assertClose(session.prefill(prompt, 6, new Cancellation()), reference.logits(prompt));
                int[] ids = prompt;
                for (int id : new int[] {10, 49, 31, 12}) {
                    ids = Arrays.copyOf(ids, ids.length + 1);
                    ids[ids.length - 1] = id;
                    assertClose(session.step(id), reference.logits(ids));
                }
                assertThat(session.length()).as("tokens without the prefix").isEqualTo(ids.length);
            }
            Logits[] together = session.steps(new int[] {15, 16, 17});
            int[] all = {G, SOP, 10, 49, 31, 12, 15, 16, 17};
            for (int i = 0; i < 3; i++) {
                assertClose(together[i], reference.logits(Arrays.copyOf(all, 7 + i)));
            }
        }
        assertThat(reference.logits(PROMPT)).as("the prefix matters").isNotEqualTo(new ReferenceGlm(base).logits(PROMPT));
    }

    @Test
    void thePrefixTakesNothingOfTheContext() throws Exception {
        TinyModel base = TinyModel.random(1, 2, 16, 40, 50, true, 3);
        PrefixFile prefix = PrefixFile.random(base.config(), 90, 0, 5);
        Path adapter = prefix.writeTorch(temp.resolve("prefix"), PrefixFile.USUAL, prefix.configJson());
        ReferenceGlm reference = new ReferenceGlm(base, prefix.rows());
        try (Engine engine = engines.load(take(base, adapter, Precision.FP32), 2)) {
            Session session = engine.session();
            assertThat(session.capacity()).isEqualTo(64);
            int[] prompt = new int[62];
            Arrays.fill(prompt, 20);
            prompt[60] = G;
            prompt[61] = SOP;
            session.prefill(prompt, 2, new Cancellation());
            session.step(30);
            int[] full = Arrays.copyOf(prompt, 64);
            full[62] = 30;
            full[63] = 31;
            assertClose(session.step(31), reference.logits(full));
            assertThat(session.length()).isEqualTo(64);
            assertThatThrownBy(() -> session.step(32)).isInstanceOfSatisfying(EngineException.class,
                    e -> assertThat(e.reason()).isEqualTo(EngineException.Reason.CONTEXT));
        }
    }

    @Test
    void everyNamingAndPlaceGivesTheSamePack() throws Exception {
        TinyModel base = TinyModel.random(2, 2, 12, 40, 50, true, 3);
        PrefixFile prefix = PrefixFile.random(base.config(), 4, 10, 5);
        Path usual = prefix.writeTorch(temp.resolve("usual"), PrefixFile.USUAL, prefix.configJson());
        byte[] wanted = Files.readAllBytes(take(base, usual, Precision.FP32).weights());
        List<Path> others = List.of(
                prefix.writeTorch(temp.resolve("short"), PrefixFile.SHORT, "{}"),
                prefix.writeTorch(temp.resolve("peft"), PrefixFile.PEFT, "{\"pre_seq_len\": null}"),
                prefix.addTo(new TorchFile(), PrefixFile.BARE).write(temp.resolve("single/doctor.pt")),
                prefix.addTo(new TorchFile(), PrefixFile.USUAL).write(temp.resolve("pth/doctor.pth")),
                prefix.addTo(new SafetensorsFile(), PrefixFile.USUAL).write(temp.resolve("folder/any.safetensors")).getParent(),
                prefix.addTo(new SafetensorsFile(), PrefixFile.USUAL).write(temp.resolve("file/model.safetensors")));
        for (Path other : others) {
            assertThat(Files.readAllBytes(take(base, other, Precision.FP32).weights())).as(other.toString()).isEqualTo(wanted);
        }
        Path whole = base.write(temp.resolve("whole"));
        prefix.addTo(base.safetensors(base.weights()), PrefixFile.USUAL).write(whole.resolve("model.safetensors"));
        ModelPack own = take(whole, null, Precision.FP32);
        assertThat(Files.readAllBytes(own.weights())).isEqualTo(wanted);
        assertThat(own.manifest().prefix()).isEqualTo(4);
        assertThat(own.manifest().adapter()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"INT8", "INT4"})
    void thePrefixIsNeverRounded(Precision precision) throws Exception {
        TinyModel base = TinyModel.random(2, 2, 16, 40, 50, true, 3);
        PrefixFile prefix = PrefixFile.random(base.config(), 6, 0, 5);
        ModelPack pack = take(base, prefix.writeTorch(temp.resolve("医生"), PrefixFile.USUAL, prefix.configJson()), precision);
        assertThat(pack.manifest().prefix()).isEqualTo(6);
        assertThat(pack.manifest().adapter()).isEqualTo("医生");
        assertThat(pack.manifest().tensors()).filteredOn(t -> t.name().contains("prefix")).hasSize(4).allSatisfy(t -> {
            assertThat(t.type()).isEqualTo("float32");
            assertThat(t.shape()).containsExactly(2L, 6L, 16L);
        });
        TensorPlace key = pack.manifest().tensors().stream().filter(t -> t.name().equals("layers.1.prefix.key")).findFirst().orElseThrow();
        java.nio.ByteBuffer weights = java.nio.ByteBuffer.wrap(Files.readAllBytes(pack.weights())).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        // Head 1, token 3, dimension 5 of the pack is dimension 9 of the checkpoint: quarters 1 and 2 are exchanged.
        assertThat(weights.getFloat((int) key.offset() + ((6 + 3) * 16 + 5) * 4)).isEqualTo((float) prefix.rows()[3][2 * 32 + 16 + 9]);
    }

    @Test
    void aPrefixOfTheNetworkAndALoraGoTogether() throws Exception {
        TinyModel base = TinyModel.random(2, 2, 16, 40, 50, true, 3);
        PrefixFile prefix = PrefixFile.random(base.config(), 4, 0, 5);
        Path whole = base.write(temp.resolve("whole"));
        prefix.addTo(base.safetensors(base.weights()), PrefixFile.USUAL).write(whole.resolve("model.safetensors"));
        LoraFolder lora = LoraFolder.random(base, 4, 8, 3);
        ModelPack pack = take(whole, lora.writeTorch(temp.resolve("lora"), LoraFolder.PEFT), Precision.FP32);
        try (Engine engine = engines.load(pack, 2)) {
            assertClose(engine.session().prefill(PROMPT, 0, new Cancellation()), new ReferenceGlm(lora.merged(), prefix.rows()).logits(PROMPT));
        }
    }

    private ModelPack take(TinyModel base, Path adapter, Precision precision) throws Exception {
        return take(base.write(temp.resolve("base")), adapter, precision);
    }

    private ModelPack take(Path source, @Nullable Path adapter, Precision precision) throws Exception {
        String name = "p" + System.nanoTime();
        return new ModelStore(temp.resolve("none"), temp.resolve("home"), "test")
                .importFolder(ImportRequest.of(source, adapter, precision, name), Progress.NONE, new Cancellation());
    }

    private static void assertClose(Logits logits, double[] wanted) {
        assertThat(logits.values()).hasSize(wanted.length);
        for (int i = 0; i < wanted.length; i++) {
            assertThat((double) logits.values()[i]).isCloseTo(wanted[i], within(5e-4));
        }
    }
}
