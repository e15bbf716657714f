package org.doctorglm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.doctorglm.engine.Engine;
import org.doctorglm.model.ModelException.Reason;
import org.doctorglm.model.PackManifest.FileHash;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.testing.Engines;
import org.doctorglm.testing.LoraFolder;
import org.doctorglm.testing.PrefixFile;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tensors that several packs have lie on the disk once, and no pack depends on another.
class SharedTensorsTest {
    @TempDir
    Path temp;
    private Path packs;
    private ModelPack base;
    private final SmallDisk disk = new SmallDisk();

    /// A computer with less room, or without links.
    private static final class SmallDisk implements Workplace {
        private long free = 1L << 40;
        private boolean links = true;

        @Override
        public long freeDisk(Path folder) {
            return free;
        }

        @Override
        public void link(Path name, Path existing) throws IOException {
            if (!links) {
                throw new UnsupportedOperationException("FAT");
            }
            Files.createLink(name, existing);
        }
    }

    @BeforeEach
    void importBase() throws Exception {
        packs = temp.resolve("packs");
        base = take(null, "base");
    }

    @Test
    void aPackWithAPrefixStoresOnlyWhatIsNotInItsBase() throws Exception {
        assertThat(base.manifest().files()).as("each large matrix has a file").hasSizeGreaterThan(20);
        assertThat(store().diskUse(base)).isEqualTo(new DiskUse(base.bytes(), 0));
        ModelPack prefixed = take(prefix(), "prefixed");
        DiskUse use = store().diskUse(prefixed);
        assertThat(use.own() + use.shared()).isEqualTo(prefixed.bytes());
        assertThat((double) use.shared() / prefixed.bytes()).isGreaterThan(0.8);
        assertThat(store().diskUse(store().find("base")).shared()).isEqualTo(use.shared());
        assertThat(different(prefixed)).containsExactlyInAnyOrder(ModelPack.WEIGHTS, ModelPack.TOKENIZER);
    }

    @Test
    void aPackWithALoraStoresOnlyTheMatricesThatItChanges() throws Exception {
        ModelPack merged = take(lora(), "merged");
        assertThat(different(merged)).contains("layers.0.qkv.bin", "layers.5.qkv.bin").doesNotContain("head.bin", "layers.0.up.bin", "layers.5.down.bin");
        assertThat(store().diskUse(merged).shared()).isGreaterThan(merged.bytes() / 2);
        merged.verify(Progress.NONE, new Cancellation());
    }

    @Test
    void whicheverIsRemovedTheOtherVerifiesAndAnswersAsBefore() throws Exception {
        for (String removed : List.of("base", "prefixed")) {
            ModelPack prefixed = Files.exists(packs.resolve("prefixed")) ? store().find("prefixed") : take(prefix(), "prefixed");
            ModelPack stays = removed.equals("base") ? prefixed : take(null, "base");
            float[] before = scores(stays);
            store().remove(removed);
            ModelPack left = store().list().getFirst();
            left.verify(Progress.NONE, new Cancellation());
            assertThat(scores(left)).isEqualTo(before);
            assertThat(store().diskUse(left).shared()).isZero();
        }
        store().remove("base");
        assertThat(packs).isEmptyDirectory();
    }

    @Test
    void oneWrongBitInASharedFileIsFoundInBothAndNeverGetsIntoAThird() throws Exception {
        ModelPack prefixed = take(prefix(), "prefixed");
        flip(base.folder().resolve("layers.2.up.bin"));
        for (ModelPack pack : List.of(base, prefixed)) {
            assertThatThrownBy(() -> pack.verify(Progress.NONE, new Cancellation())).isInstanceOfSatisfying(ModelException.class, e -> {
                assertThat(e.reason()).isEqualTo(Reason.WRONG_HASH);
                assertThat(e.detail()).isEqualTo("layers.2.up.bin");
            });
        }
        assertThat(DiskUse.holds(prefixed, base, "layers.2.up.bin")).isTrue();
        ModelPack third = take(prefix(), "third");
        third.verify(Progress.NONE, new Cancellation());
        assertThat(store().diskUse(third).shared()).as("all but the rotten one").isGreaterThan(third.bytes() / 2);
        assertThat(DiskUse.holds(third, base, "layers.2.up.bin")).isFalse();
    }

    @Test
    void aPackThatIsCarriedInTakesWhatIsThereAndOneThatIsCarriedOutIsWhole() throws Exception {
        take(prefix(), "prefixed");
        ModelPack out = store().copyOut("prefixed", temp.resolve("stick"), Progress.NONE, new Cancellation());
        assertThat(DiskUse.of(out, store().list()).shared()).isZero();
        ModelPack in = store().adopt(out, "again", Progress.NONE, new Cancellation());
        assertThat(store().diskUse(in)).as("nothing was copied").isEqualTo(new DiskUse(0, in.bytes()));
        flip(base.folder().resolve("head.bin"));
        ModelPack sound = store().adopt(out, "sound", Progress.NONE, new Cancellation());
        sound.verify(Progress.NONE, new Cancellation());
        ModelStore elsewhere = new ModelStore(temp.resolve("elsewhere"), "test");
        ModelPack there = elsewhere.adopt(ModelPack.open(out.folder(), false), "prefixed", Progress.NONE, new Cancellation());
        assertThat(there.sha256()).isEqualTo(in.sha256());
        assertThat(scores(there)).isEqualTo(scores(sound));
    }

    @Test
    void whereThereAreNoLinksEveryPackHasItsOwnBytes() throws Exception {
        disk.links = false;
        ModelPack prefixed = take(prefix(), "prefixed");
        assertThat(store().diskUse(prefixed)).isEqualTo(new DiskUse(prefixed.bytes(), 0));
        ModelPack copy = store().adopt(prefixed, "copy", Progress.NONE, new Cancellation());
        assertThat(store().diskUse(copy).shared()).isZero();
        copy.verify(Progress.NONE, new Cancellation());
    }

    @Test
    void roomIsAskedForWhatIsNotThereYet() throws Exception {
        disk.free = base.bytes() / 5;
        assertRefused(() -> take(null, "other", Precision.INT8));
        assertRefused(() -> take(lora(), "merged"));
        disk.links = false;
        assertRefused(() -> take(prefix(), "prefixed"));
        assertRefused(() -> store().adopt(base, "copy", Progress.NONE, new Cancellation()));
        disk.links = true;
        take(prefix(), "prefixed");
        disk.free = 0;
        store().adopt(base, "copy", Progress.NONE, new Cancellation());
        var network = (FolderInspection.Network) FolderInspection.of(DemoModel.SOURCE);
        assertThat(store().expectedShared(network, Precision.INT4)).isGreaterThan(base.bytes() / 2);
        assertThat(store().expectedShared(network, Precision.INT8)).isZero();
    }

    @Test
    void anImportThatIsCancelledBegunAnewOrThrownAwayLeavesTheFilesOfOthersAlone() throws Exception {
        for (boolean restart : new boolean[] {false, true}) {
            Cancellation cancellation = new Cancellation();
            ImportRequest request = ImportRequest.of(DemoModel.SOURCE, prefix(), Precision.INT4, "half");
            assertThatThrownBy(() -> store().importFolder(request, (done, total) -> {
                if (done > total / 3) {
                    cancellation.request();
                }
            }, cancellation)).isInstanceOf(CancellationException.class);
            if (!restart) {
                // What is linked and finished is found to be wrong: it is made again, elsewhere.
                flip(base.folder().resolve("head.bin"));
            }
            ImportRequest again = new ImportRequest(request.folder(), request.adapter(), request.options(), request.precision(), request.quantizer(), "half", restart);
            store().importFolder(again, Progress.NONE, new Cancellation()).verify(Progress.NONE, new Cancellation());
            if (!restart) {
                flip(base.folder().resolve("head.bin"));
            }
            base.verify(Progress.NONE, new Cancellation());
            store().remove("half");
            base.verify(Progress.NONE, new Cancellation());
        }
    }

    private List<String> different(ModelPack pack) {
        return pack.manifest().files().stream().map(FileHash::name).filter(name -> !DiskUse.holds(base, pack, name)).toList();
    }

    private static float[] scores(ModelPack pack) throws Exception {
        GlmConfig config = pack.manifest().config();
        try (Engine engine = Engines.here().getFirst().load(pack, 1)) {
            return engine.session().prefill(new int[] {20, 300, 77, config.gmask(), config.bos()}, 1, new Cancellation()).values().clone();
        }
    }

    static void flip(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(1000);
            int old = bytes.read();
            bytes.seek(1000);
            bytes.write(old ^ 1);
        }
    }

    private Path prefix() throws IOException {
        Path folder = temp.resolve("prefix");
        if (!Files.exists(folder)) {
            PrefixFile prefix = PrefixFile.random(GlmConfig.read(DemoModel.SOURCE), 8, 0, 3);
            prefix.writeTorch(Files.createDirectory(folder), PrefixFile.USUAL, prefix.configJson());
        }
        return folder;
    }

    private Path lora() throws IOException {
        Path folder = temp.resolve("lora");
        return Files.exists(folder) ? folder : LoraFolder.random(new TinyModel(GlmConfig.read(DemoModel.SOURCE), Map.of()), 2, 1, 5)
                .writeSafetensors(Files.createDirectory(folder), LoraFolder.PEFT);
    }

    private ModelPack take(Path adapter, String name) throws IOException {
        return store().importFolder(ImportRequest.of(DemoModel.SOURCE, adapter, Precision.INT4, name), Progress.NONE, new Cancellation());
    }

    private ModelPack take(Path adapter, String name, Precision precision) throws IOException {
        return store().importFolder(ImportRequest.of(DemoModel.SOURCE, adapter, precision, name), Progress.NONE, new Cancellation());
    }

    private ModelStore store() {
        return new ModelStore(temp.resolve("none"), packs, "test", file -> { }, disk);
    }

    private void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) throws IOException {
        Set<String> before = names();
        assertThatThrownBy(call).isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DISK_FULL));
        assertThat(names()).isEqualTo(before);
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> folders = Files.list(packs)) {
            return folders.map(f -> f.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
