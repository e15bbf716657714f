package org.doctorglm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.doctorglm.checkpoint.CheckpointException;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {
    @TempDir
    Path temp;
    private Path source;
    private Path imported;
    private ModelStore store;

    @BeforeEach
    void makeCheckpoint() throws Exception {
        source = TinyModel.random(2, 2, 16, 48, 600, false, 1).write(temp.resolve("source"));
        imported = temp.resolve("home").resolve("models");
        store = new ModelStore(temp.resolve("shipped"), imported, "test");
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void anImportedPackIsListedFoundVerifiedAndRemoved(Precision precision) throws Exception {
        ModelPack pack = take("mini-模型_1.0", precision);
        assertThat(store.list()).containsExactly(pack);
        assertThat(store.find("mini-模型_1.0")).isEqualTo(pack);
        assertThat(pack.manifest().precision()).isEqualTo(precision);
        assertThat(pack.manifest().sources()).extracting(PackManifest.FileHash::name).containsExactly("model.safetensors", "config.json");
        pack.verify(Progress.NONE, new Cancellation());
        store.remove(pack.name());
        assertThat(store.list()).isEmpty();
        assertThat(left()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void progressRisesAndEndsAtItsTotal(boolean tied) throws Exception {
        TinyModel.random(2, 2, 16, 48, 600, tied, 1).write(source);
        long bytes = Files.size(source.resolve("model.safetensors"));
        List<Long> seen = new ArrayList<>();
        store.importFolder(source, Precision.INT8, "a", (done, total) -> {
            assertThat(done).isLessThanOrEqualTo(total);
            seen.add(done);
            assertThat(total).as("read for its tensors and for its hash").isEqualTo(2 * bytes);
        }, new Cancellation());
        assertThat(seen).isSorted();
        assertThat(seen.getLast()).isEqualTo(2 * bytes);
    }

    @Test
    void anImportCancelledAnywhereLeavesNoPackAndNothingThatIsSeen() throws Exception {
        for (int after = 0; after < 30; after += 3) {
            Cancellation cancellation = new Cancellation();
            int[] ticks = {after};
            if (after == 0) {
                cancellation.request();
            }
            assertThatThrownBy(() -> store.importFolder(source, Precision.INT4, "a", (done, total) -> {
                if (ticks[0]-- == 0) {
                    cancellation.request();
                }
            }, cancellation)).isInstanceOf(CancellationException.class);
            assertThat(left()).allMatch(f -> f.getFileName().toString().startsWith(".import-")).hasSizeLessThan(2);
            assertThat(store.list()).isEmpty();
            assertThat(store.damaged()).isEmpty();
        }
        assertThat(take("a", Precision.INT4).name()).isEqualTo("a");
        assertThat(left()).as("the finished import took the hidden folder").hasSize(1);
    }

    @Test
    void anImportThatFailsLeavesNothingBehind() throws Exception {
        TinyModel model = TinyModel.random(2, 2, 16, 48, 600, false, 1);
        var some = new java.util.LinkedHashMap<>(model.weights());
        some.remove("transformer.layers.1.mlp.dense_4h_to_h.bias");
        model.safetensors(some).write(source.resolve("model.safetensors"));
        assertThatThrownBy(() -> take("a", Precision.INT4)).isInstanceOfSatisfying(CheckpointException.class, e -> {
            assertThat(e.reason()).isEqualTo(CheckpointException.Reason.MISSING_TENSOR);
            assertThat(e.detail()).contains("layers.1.mlp.dense_4h_to_h.bias");
        });
        Files.writeString(source.resolve("config.json"), model.configJson().replace("\"inner_hidden_size\": 48", "\"inner_hidden_size\": 64"));
        assertThatThrownBy(() -> take("a", Precision.INT4)).isInstanceOfSatisfying(CheckpointException.class,
                e -> assertThat(e.reason()).isEqualTo(CheckpointException.Reason.WRONG_SHAPE));
        Files.delete(source.resolve("model.safetensors"));
        assertThatThrownBy(() -> take("a", Precision.INT4)).isInstanceOf(CheckpointException.class);
        assertThat(left()).isEmpty();
    }

    @Test
    void brokenTraitsAreNamed() throws Exception {
        Files.writeString(source.resolve("doctorglm.json"), "{");
        assertReason(() -> take("a", Precision.INT4), Reason.NOT_A_MODEL);
        assertThat(left()).isEmpty();
    }

    @Test
    void aNameIsTakenOnce() throws Exception {
        ModelPack first = take("a", Precision.INT4);
        assertReason(() -> take("a", Precision.FP32), Reason.EXISTS);
        assertThat(store.list()).containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".hidden", "-x", "a/b", "a\\b", "../x", "a b", "a:b", "a\nb", "a.", "nul\u0000", "*"})
    void namesThatNoFolderCanHaveAreRefused(String name) {
        assertReason(() -> take(name, Precision.INT4), Reason.BAD_NAME);
    }

    @Test
    void namesThatAreTooLongForAFileSystemAreRefused() throws Exception {
        assertReason(() -> take("a".repeat(65), Precision.INT4), Reason.BAD_NAME);
        assertReason(() -> take("𠮷".repeat(64), Precision.INT4), Reason.BAD_NAME);
        assertThat(take("模".repeat(64), Precision.INT4).name()).hasSize(64);
    }

    @Test
    void filesOfAPackAreReadableByOthers() throws Exception {
        ModelPack pack = take("a", Precision.INT4);
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.getFileStore(temp).supportsFileAttributeView("posix"));
        java.util.Set<PosixFilePermission> ordinary = Files.getPosixFilePermissions(Files.writeString(temp.resolve("ordinary"), ""));
        try (Stream<Path> files = Files.list(pack.folder())) {
            for (Path file : files.toList()) {
                assertThat(Files.getPosixFilePermissions(file)).isEqualTo(ordinary);
            }
        }
        assertThat(Files.getPosixFilePermissions(pack.folder())).isEqualTo(Files.getPosixFilePermissions(Files.createDirectory(temp.resolve("folder"))));
    }

    @Test
    void aShippedPackStaysAndOneOfTheUserGoesBeforeIt() throws Exception {
        new ModelStore(temp.resolve("none"), temp.resolve("shipped"), "test").importFolder(source, Precision.INT8, "a", Progress.NONE, new Cancellation());
        assertThat(store.find("a").shipped()).isTrue();
        assertReason(() -> store.remove("a"), Reason.SHIPPED);
        ModelPack own = take("a", Precision.INT4);
        assertThat(store.list()).containsExactly(own);
        store.remove("a");
        assertThat(store.find("a").shipped()).isTrue();
        assertReason(() -> store.remove("b"), Reason.UNKNOWN);
        assertReason(() -> store.find("b"), Reason.UNKNOWN);
    }

    @Test
    void aCopiedFolderIsAPackOfItsOwnName() throws Exception {
        ModelPack pack = take("a", Precision.INT4);
        Files.move(pack.folder(), pack.folder().resolveSibling("b"));
        assertThat(store.list()).extracting(ModelPack::name).containsExactly("b");
        assertThat(store.find("b").name()).isEqualTo("b");
    }

    private ModelPack take(String name, Precision precision) throws Exception {
        return store.importFolder(source, precision, name, Progress.NONE, new Cancellation());
    }

    private List<Path> left() throws Exception {
        if (!Files.exists(imported)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(imported)) {
            return files.toList();
        }
    }

    private static void assertReason(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
