package org.doctorglm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Sha256;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packs on a USB stick: out, and in on another computer.
class PackCopyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;
    private ModelStore home;
    private ModelStore elsewhere;
    private ModelPack pack;
    private Path stick;

    @BeforeEach
    void importPack() throws Exception {
        home = new ModelStore(temp.resolve("none"), temp.resolve("home"), "test");
        elsewhere = new ModelStore(temp.resolve("none"), temp.resolve("elsewhere"), "test");
        Path source = TinyModel.random(2, 2, 16, 48, 600, false, 1).write(temp.resolve("source"));
        Files.copy(org.doctorglm.testing.DemoModel.SOURCE.resolve(ModelPack.TOKENIZER), source.resolve(ModelPack.TOKENIZER));
        pack = home.importFolder(source, Precision.INT4, "医生-1", Progress.NONE, new Cancellation());
        stick = temp.resolve("stick/packs");
    }

    @Test
    void aPackGoesOutAndInAndIsTheSame() throws Exception {
        List<Long> seen = new ArrayList<>();
        ModelPack out = home.copyOut("医生-1", stick, (done, total) -> {
            assertThat(total).isEqualTo(2 * pack.bytes());
            seen.add(done);
        }, new Cancellation());
        assertThat(out.folder()).isEqualTo(stick.resolve("医生-1"));
        assertThat(seen).isSorted().endsWith(2 * pack.bytes());
        assertThat(ModelStore.isPack(out.folder())).isTrue();
        assertThat(ModelStore.isPack(temp.resolve("source"))).isFalse();
        ModelPack in = elsewhere.adopt(ModelPack.open(out.folder(), false), "other", Progress.NONE, new Cancellation());
        assertThat(in.sha256()).isEqualTo(pack.sha256());
        assertThat(in.name()).isEqualTo("other");
        in.verify(Progress.NONE, new Cancellation());
        assertThat(names(in.folder())).isEqualTo(names(pack.folder()));
        assertThat(names(stick)).containsExactly("医生-1");
        assertThat(names(temp.resolve("elsewhere"))).containsExactly("other");
    }

    @Test
    void theMarkOfAFailedGateGoesWithThePack() throws Exception {
        pack.keep(new LossCard(pack.sha256(), "r", new LossCard.Loss(1, 2), 0.5, new LossCard.Divergence(1, 2),
                new LossCard.Answers(1, 0, new LossCard.Writing(0, 0), new LossCard.Writing(0.5, 1)), 10, "d", 1));
        ModelPack out = home.copyOut("医生-1", stick, Progress.NONE, new Cancellation());
        assertThat(elsewhere.adopt(ModelPack.open(out.folder(), false), "b", Progress.NONE, new Cancellation()).failedGate()).isTrue();
    }

    @Test
    void oneChangedByteIsFoundOnTheWayAndLeavesNothing() throws Exception {
        ModelPack out = home.copyOut("医生-1", stick, Progress.NONE, new Cancellation());
        for (String name : List.of(ModelPack.WEIGHTS, ModelPack.TOKENIZER)) {
            Path file = out.folder().resolve(name);
            byte[] sound = Files.readAllBytes(file);
            byte[] changed = sound.clone();
            changed[changed.length / 2] ^= 4;
            Files.write(file, changed);
            assertRefused(() -> take(out.folder()), Reason.WRONG_HASH);
            Files.write(file, sound);
        }
        take(out.folder());
    }

    @Test
    void aForgedManifestIsRefused() throws Exception {
        ModelPack out = home.copyOut("医生-1", stick, Progress.NONE, new Cancellation());
        byte[] secret = {1, 2, 3};
        Files.write(temp.resolve("secret"), secret);
        Files.write(stick.getParent().resolve("secret"), secret);
        List<Consumer<ObjectNode>> forgeries = List.of(
                json -> json.withArray("files").addObject().put("name", "../../secret").put("bytes", 3).put("sha256", Sha256.of(secret)),
                json -> json.withArray("files").addObject().put("name", temp.resolve("secret").toString()).put("bytes", 3).put("sha256", Sha256.of(secret)),
                json -> json.withArray("files").add(json.withArray("files").get(0).deepCopy()),
                json -> json.withArray("files").addObject().put("name", ModelPack.MANIFEST).put("bytes", 3).put("sha256", "00"),
                json -> ((ObjectNode) json.withArray("tensors").get(0)).put("offset", -4096),
                json -> json.remove("files"));
        Path manifest = out.folder().resolve(ModelPack.MANIFEST);
        byte[] sound = Files.readAllBytes(manifest);
        for (Consumer<ObjectNode> forgery : forgeries) {
            ObjectNode json = (ObjectNode) JSON.readTree(sound);
            forgery.accept(json);
            JSON.writeValue(manifest.toFile(), json);
            assertRefused(() -> take(out.folder()), Reason.DAMAGED_PACK);
        }
        ObjectNode newer = (ObjectNode) JSON.readTree(sound);
        JSON.writeValue(manifest.toFile(), newer.put("formatVersion", PackManifest.FORMAT_VERSION + 1));
        assertRefused(() -> take(out.folder()), Reason.NEWER_FORMAT);
    }

    @Test
    void aTakenNameABadNameAndAFullDiskAreSaidBeforeAnythingIsCopied() throws Exception {
        ModelPack out = home.copyOut("医生-1", stick, Progress.NONE, new Cancellation());
        assertReason(() -> home.copyOut("医生-1", stick, Progress.NONE, new Cancellation()), Reason.EXISTS);
        assertReason(() -> home.adopt(ModelPack.open(out.folder(), false), "医生-1", Progress.NONE, new Cancellation()), Reason.EXISTS);
        assertReason(() -> elsewhere.adopt(ModelPack.open(out.folder(), false), "../up", Progress.NONE, new Cancellation()), Reason.BAD_NAME);
        assertReason(() -> home.copyOut("gone", stick, Progress.NONE, new Cancellation()), Reason.UNKNOWN);
        ModelStore full = new ModelStore(temp.resolve("none"), temp.resolve("elsewhere"), "test", file -> { }, new Workplace() {
            @Override
            public long freeDisk(Path folder) {
                return pack.bytes() - 1;
            }
        });
        assertRefused(() -> full.adopt(ModelPack.open(out.folder(), false), "a", Progress.NONE, new Cancellation()), Reason.DISK_FULL);
        ModelStore picky = new ModelStore(temp.resolve("none"), temp.resolve("elsewhere"), "test", file -> {
            throw new IOException("no tokenizer");
        });
        assertReason(() -> picky.adopt(ModelPack.open(out.folder(), false), "a", Progress.NONE, new Cancellation()), Reason.NOT_A_MODEL);
    }

    @Test
    void cancelledAnywhereNothingIsLeft() throws Exception {
        ModelPack out = home.copyOut("医生-1", stick, Progress.NONE, new Cancellation());
        int[] steps = {0};
        home.copyOut("医生-1", temp.resolve("counted"), (done, total) -> steps[0]++, new Cancellation());
        for (int after = 0; after < steps[0]; after++) {
            int last = after;
            Cancellation cancellation = new Cancellation();
            int[] seen = {0};
            Progress progress = (done, total) -> {
                if (seen[0]++ == last) {
                    cancellation.request();
                }
            };
            if (after < steps[0] - 1) {
                assertThatThrownBy(() -> elsewhere.adopt(ModelPack.open(out.folder(), false), "a", progress, cancellation)).isInstanceOf(CancellationException.class);
                assertThat(names(temp.resolve("elsewhere"))).isEmpty();
            }
        }
    }

    @Test
    void whatAKillLeftIsRemovedAfterADay() throws Exception {
        Path left = Files.createDirectories(stick.resolve(".copy-1"));
        Files.writeString(left.resolve(ModelPack.WEIGHTS), "half");
        Path running = Files.createDirectories(stick.resolve(".copy-2"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(2 * 86_400)));
        home.copyOut("医生-1", stick, Progress.NONE, new Cancellation());
        assertThat(left).doesNotExist();
        assertThat(running).exists();
    }

    private ModelPack take(Path folder) throws IOException {
        return elsewhere.adopt(ModelPack.open(folder, false), "a", Progress.NONE, new Cancellation());
    }

    private void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) throws IOException {
        assertReason(call, reason);
        Path root = temp.resolve("elsewhere");
        assertThat(Files.exists(root) ? names(root) : List.of()).isEmpty();
    }

    private static void assertReason(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
