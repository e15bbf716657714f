package org.doctorglm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.doctorglm.engine.EngineException;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.Engines;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedPackTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;
    private ModelStore store;
    private ModelPack pack;

    @BeforeEach
    void importPack() throws Exception {
        store = new ModelStore(temp.resolve("none"), temp.resolve("models"), "test");
        pack = store.importFolder(TinyModel.random(1, 1, 16, 16, 30, true, 1).write(temp.resolve("source")), Precision.INT4, "a",
                Progress.NONE, new Cancellation());
    }

    @Test
    void oneChangedByteAnywhereIsFound() throws Exception {
        Random random = new Random(1);
        for (int round = 0; round < 40; round++) {
            long at = random.nextLong(Files.size(pack.weights()));
            flip(at, 1 << random.nextInt(8));
            assertThatThrownBy(() -> store.find("a").verify(Progress.NONE, new Cancellation())).isInstanceOfSatisfying(ModelException.class, e -> {
                assertThat(e.reason()).isEqualTo(Reason.WRONG_HASH);
                assertThat(e.detail()).isEqualTo(ModelPack.WEIGHTS);
            });
            Files.delete(pack.weights());
            Files.write(pack.weights(), sound());
        }
        store.find("a").verify(Progress.NONE, new Cancellation());
    }

    @Test
    void verifyingCanBeCancelledAndCountsTheBytes() throws Exception {
        long[] seen = {0};
        pack.verify((done, total) -> {
            assertThat(total).isEqualTo(pack.bytes());
            seen[0] = done;
        }, new Cancellation());
        assertThat(seen[0]).isEqualTo(pack.bytes());
        Cancellation cancelled = new Cancellation();
        cancelled.request();
        assertThatThrownBy(() -> pack.verify(Progress.NONE, cancelled)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aMissingOrShorterFileIsDamage() throws Exception {
        Files.write(pack.weights(), new byte[10]);
        assertDamaged(ModelPack.WEIGHTS);
        Files.delete(pack.weights());
        assertDamaged(ModelPack.WEIGHTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{}", "{\"formatVersion\": 2}", "{\"formatVersion\": \"x\"}", "\u0000\u0001", "{\"formatVersion\": 0}"})
    void aManifestThatIsNoneIsDamage(String manifest) throws Exception {
        Files.writeString(pack.folder().resolve(ModelPack.MANIFEST), manifest);
        assertDamaged(ModelPack.MANIFEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "base", "precision", "config", "traits", "tensors", "files", "sources", "createdBy"})
    void aManifestThatLacksAFieldIsDamage(String field) throws Exception {
        spoil(json -> json.remove(field));
        assertDamaged(ModelPack.MANIFEST);
    }

    @Test
    void aManifestThatPointsElsewhereIsDamage() throws Exception {
        for (String name : new String[] {"../source/config.json", "/etc/hostname", "a\u0000b", "", ".."}) {
            spoil(json -> json.withArray("files").add(JSON.createObjectNode().put("name", name).put("bytes", 1).put("sha256", "00")));
            assertThat(store.damaged()).singleElement().satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED_PACK));
        }
    }

    @Test
    void aTensorOutsideTheWeightsIsDamage() throws Exception {
        for (long[] place : new long[][] {{-4096, 64}, {0, Long.MAX_VALUE}, {Long.MAX_VALUE, 64}, {0, -1}, {1L << 40, 64}}) {
            spoil(json -> ((ObjectNode) json.withArray("tensors").get(0)).put("offset", place[0]).put("bytes", place[1]));
            assertDamaged("head.weight");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2]", "[-1, -1]", "[0]", "[4294967296, 4294967296]", "[1000000000]", "[]"})
    void aTensorThatIsNotAsLongAsItsShapeIsDamage(String shape) throws Exception {
        JsonNode axes = JSON.readTree(shape);
        spoil(json -> ((ObjectNode) json.withArray("tensors").get(0)).set("shape", axes));
        assertDamaged("head.weight");
    }

    @Test
    void tensorsOnOneAnotherOrTwiceAreDamage() throws Exception {
        String second = pack.manifest().tensors().get(1).name();
        spoil(json -> ((ObjectNode) json.withArray("tensors").get(1)).put("offset", 16));
        assertDamaged(second);
        spoil(json -> ((ObjectNode) json.withArray("tensors").get(1)).put("offset", 4096).put("name", "head.weight"));
        assertDamaged("head.weight");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"prefix\": 3}", "{\"prefix\": 2147483647}", "{\"config\": {\"layers\": 2}}", "{\"config\": {\"vocabulary\": 31}}",
        "{\"config\": {\"inner\": 32}}", "{\"config\": {\"hidden\": 32}}"})
    void aManifestThatPromisesOtherTensorsIsNotLoaded(String forged) throws Exception {
        spoil(json -> merge(json, forged));
        ModelPack found = store.find("a");
        for (Engines engine : Engines.here()) {
            assertThatThrownBy(() -> engine.load(found, 1)).as(engine.name()).isInstanceOfSatisfying(EngineException.class,
                    e -> assertThat(e.reason()).isEqualTo(EngineException.Reason.LOAD));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"int8.32", "int4s.32", "int4.64", "int4.16", "int3.32", "float16", "float32", "", "uint8"})
    void aTensorOfAnotherTypeThanItsBytesIsDamage(String type) throws Exception {
        spoil(json -> ((ObjectNode) json.withArray("tensors").get(0)).put("type", type));
        assertDamaged("head.weight");
    }

    @Test
    void aQuantiserThatCannotBeIsDamage() throws Exception {
        spoil(json -> json.putObject("quantiser").put("bits", 4).put("block", 16).put("symmetric", false));
        assertDamaged(ModelPack.MANIFEST);
    }

    @Test
    void aNegativePrefixIsDamage() throws Exception {
        spoil(json -> json.put("prefix", -1));
        assertDamaged(ModelPack.MANIFEST);
    }

    @Test
    void aPackOfANewerProgramIsNamedSo() throws Exception {
        spoil(json -> json.put("formatVersion", PackManifest.FORMAT_VERSION + 1).put("somethingNew", true));
        assertThatThrownBy(() -> store.find("a")).isInstanceOfSatisfying(ModelException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.NEWER_FORMAT);
            assertThat(e.detail()).isEqualTo(String.valueOf(PackManifest.FORMAT_VERSION + 1));
        });
    }

    @Test
    void aPackOfAnOlderLayoutIsNamedSo() throws Exception {
        spoil(json -> json.put("formatVersion", 1));
        assertThatThrownBy(() -> store.find("a")).isInstanceOfSatisfying(ModelException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.OLDER_FORMAT);
            assertThat(e.detail()).isEqualTo("1");
        });
    }

    @Test
    void fieldsThatAnOlderProgramDoesNotKnowAreNoDamage() throws Exception {
        spoil(json -> json.put("remark", "x"));
        assertThat(store.find("a").name()).isEqualTo("a");
    }

    @Test
    void aDamagedPackIsReportedAndCanBeRemoved() throws Exception {
        Files.delete(pack.weights());
        assertThat(store.list()).isEmpty();
        assertThat(store.damaged()).singleElement().satisfies(e -> assertThat(e.subject()).isEqualTo("a"));
        store.remove("a");
        assertThat(store.damaged()).isEmpty();
        assertThat(Files.exists(pack.folder())).isFalse();
    }

    private byte[] sound() throws Exception {
        ModelPack again = store.importFolder(temp.resolve("source"), Precision.INT4, "b", Progress.NONE, new Cancellation());
        byte[] bytes = Files.readAllBytes(again.weights());
        store.remove("b");
        return bytes;
    }

    private void flip(long at, int bit) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(pack.weights().toFile(), "rw")) {
            file.seek(at);
            int value = file.read();
            file.seek(at);
            file.write(value ^ bit);
        }
    }

    private void spoil(Consumer<ObjectNode> change) throws Exception {
        Path manifest = pack.folder().resolve(ModelPack.MANIFEST);
        JsonNode json = JSON.readTree(manifest.toFile());
        change.accept((ObjectNode) json);
        JSON.writeValue(manifest.toFile(), json);
    }

    private static void merge(ObjectNode json, String forged) {
        try {
            JSON.readerForUpdating(json).readValue(forged);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void assertDamaged(String part) {
        assertThatThrownBy(() -> store.find("a")).isInstanceOfSatisfying(ModelException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.DAMAGED_PACK);
            assertThat(e.detail()).isEqualTo(part);
        });
    }
}
