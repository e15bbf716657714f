package org.doctorglm.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.doctorglm.checkpoint.AdapterOptions;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.PrefixFile;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An import that was cancelled or killed goes on behind its last finished unit, and its pack is the one of an import in one go.
class InterruptedImportTest {
    @TempDir
    Path temp;
    private Path source;
    private Path adapter;
    private Path imported;
    private final Counter counter = new Counter();
    /// Times that an import of four bits says how far it is.
    private int steps;

    /// Counts what is written and can die.
    private static final class Counter implements Workplace {
        private long written;
        private long diesAfter = Long.MAX_VALUE;

        @Override
        public OutputStream weights(OutputStream file) {
            return new FilterOutputStream(file) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    if (written + length > diesAfter) {
                        out.write(bytes, from, (int) (diesAfter - written));
                        throw new Killed();
                    }
                    out.write(bytes, from, length);
                    written += length;
                }
            };
        }
    }

    /// Nobody catches it, as nobody catches a kill.
    private static final class Killed extends Error {
    }

    @BeforeEach
    void makeSources() throws Exception {
        TinyModel model = TinyModel.random(3, 2, 16, 48, 600, false, 1);
        source = model.write(temp.resolve("source"));
        PrefixFile prefix = PrefixFile.random(model.config(), 5, 12, 3);
        adapter = prefix.writeTorch(temp.resolve("prefix"), PrefixFile.USUAL, prefix.configJson());
        imported = temp.resolve("models");
        new ModelStore(temp.resolve("none"), temp.resolve("counted"), "test").importFolder(request(Precision.INT4), (done, total) -> steps++, new Cancellation());
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void killedAnywhereAndStartedAgainThePackIsTheSame(Precision precision) throws Exception {
        List<byte[]> wanted = oneGo(precision);
        long whole = counter.written;
        for (long after = 1; after < whole; after += whole / 9) {
            counter.diesAfter = after;
            counter.written = 0;
            assertThatThrownBy(() -> take(precision)).isInstanceOf(Killed.class);
            assertThat(store().list()).isEmpty();
            counter.diesAfter = Long.MAX_VALUE;
            counter.written = 0;
            assertSame(take(precision), wanted);
            assertThat(counter.written).as("only the rest is written").isLessThanOrEqualTo(whole).isGreaterThanOrEqualTo(whole - after);
            store().remove("a");
            assertThat(imported).isEmptyDirectory();
        }
    }

    @Test
    void killedAgainAndAgainItStillEnds() throws Exception {
        List<byte[]> wanted = oneGo(Precision.INT8);
        int kills = 0;
        while (store().list().isEmpty()) {
            counter.written = 0;
            counter.diesAfter = 30_000;
            try {
                take(Precision.INT8);
            } catch (Killed e) {
                kills++;
            }
        }
        assertThat(kills).isGreaterThan(1);
        assertSame(store().find("a"), wanted);
    }

    @Test
    void cancelledAnywhereAndStartedAgainThePackIsTheSame() throws Exception {
        List<byte[]> wanted = oneGo(Precision.INT4);
        for (int after = 1; after <= steps; after += Math.max(1, steps / 13)) {
            cancelled(after);
            assertSame(take(Precision.INT4), wanted);
            store().remove("a");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5000, 20_000})
    void finishedWeightsThatChangedAreWrittenAnew(long at) throws Exception {
        List<byte[]> wanted = oneGo(Precision.INT4);
        cancelled(steps / 2);
        try (RandomAccessFile weights = new RandomAccessFile(hidden().resolve(ModelPack.WEIGHTS).toFile(), "rw")) {
            assertThat(weights.length()).isGreaterThan(at);
            weights.seek(at);
            int old = weights.read();
            weights.seek(at);
            weights.write(old ^ 1);
        }
        assertSame(take(Precision.INT4), wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "{}\n", "null\n", "{\"name\":\"head\",\"places\":[],\"end\":99999999999,\"sha256\":\"00\"}\n", "\u0000\u0000\n"})
    void aJournalThatIsNoneCountsForNothing(String journal) throws Exception {
        List<byte[]> wanted = oneGo(Precision.INT4);
        cancelled(steps / 2);
        Files.writeString(hidden().resolve(ImportJournal.FILE), journal);
        assertSame(take(Precision.INT4), wanted);
    }

    @Test
    void aJournalCutAnywhereAndShorterWeightsAreBelievedAsFarAsTheyGo() throws Exception {
        List<byte[]> wanted = oneGo(Precision.INT4);
        for (int part = 1; part < 5; part++) {
            cancelled(steps * 3 / 4);
            Path cut = hidden().resolve(part % 2 == 0 ? ImportJournal.FILE : ModelPack.WEIGHTS);
            try (RandomAccessFile file = new RandomAccessFile(cut.toFile(), "rw")) {
                file.setLength(file.length() * part / 5);
            }
            assertSame(take(Precision.INT4), wanted);
            store().remove("a");
        }
    }

    @Test
    void anotherRequestAndAnotherSourceBeginAnew() throws Exception {
        cancelled(steps / 2);
        Path first = hidden();
        oneGoInto(imported, Precision.INT8, "b");
        assertThat(first).as("kept for its own request").exists();
        TinyModel.random(3, 2, 16, 48, 600, false, 2).write(source);
        List<byte[]> wanted = oneGo(Precision.INT4);
        assertSame(take(Precision.INT4), wanted);
    }

    @Test
    void restartThrowsAwayWhatIsFinished() throws Exception {
        List<byte[]> wanted = oneGo(Precision.INT4);
        long whole = counter.written;
        cancelled(steps / 2);
        counter.written = 0;
        ImportRequest request = new ImportRequest(source, adapter, AdapterOptions.NONE, Precision.INT4, ModelStore.defaultQuantizer(Precision.INT4), "a", true);
        assertSame(store().importFolder(request, Progress.NONE, new Cancellation()), wanted);
        assertThat(counter.written).isEqualTo(whole);
        assertThat(imported.resolve("a")).isDirectory();
    }

    @Test
    void whatNobodyCameBackForIsRemovedAfterADay() throws Exception {
        cancelled(steps / 2);
        Path forgotten = hidden();
        oneGoInto(imported, Precision.INT8, "b");
        assertThat(forgotten).exists();
        FileTime twoDays = FileTime.from(Instant.now().minusSeconds(2 * 86_400));
        Files.setLastModifiedTime(forgotten.resolve(ImportJournal.FILE), twoDays);
        Path unknown = Files.createDirectory(imported.resolve(".import-of-an-older-program"));
        Files.setLastModifiedTime(unknown, twoDays);
        oneGoInto(imported, Precision.FP32, "c");
        assertThat(forgotten).doesNotExist();
        assertThat(unknown).doesNotExist();
    }

    @Test
    void theSameImportRunsOnce() throws Exception {
        boolean[] tried = {false};
        ModelPack pack = store().importFolder(request(Precision.INT4), (done, total) -> {
            if (!tried[0]) {
                tried[0] = true;
                assertThatThrownBy(() -> take(Precision.INT4)).isInstanceOfSatisfying(ModelException.class,
                        e -> assertThat(e.reason()).isEqualTo(ModelException.Reason.BUSY));
            }
        }, new Cancellation());
        pack.verify(Progress.NONE, new Cancellation());
        assertThat(tried[0]).isTrue();
    }

    private void cancelled(int afterTicks) {
        Cancellation cancellation = new Cancellation();
        int[] ticks = {afterTicks};
        assertThatThrownBy(() -> store().importFolder(request(Precision.INT4), (done, total) -> {
            if (--ticks[0] == 0) {
                cancellation.request();
            }
        }, cancellation)).isInstanceOf(CancellationException.class);
    }

    private Path hidden() throws IOException {
        try (Stream<Path> files = Files.list(imported)) {
            return files.filter(f -> f.getFileName().toString().startsWith(".import-")).findFirst().orElseThrow();
        }
    }

    private List<byte[]> oneGo(Precision precision) throws Exception {
        counter.written = 0;
        return files(oneGoInto(Files.createTempDirectory(temp, "whole"), precision, "a"));
    }

    private ModelPack oneGoInto(Path root, Precision precision, String name) throws Exception {
        ImportRequest request = ImportRequest.of(source, adapter, precision, name);
        return new ModelStore(temp.resolve("none"), root, "test", file -> { }, counter).importFolder(request, Progress.NONE, new Cancellation());
    }

    private ModelPack take(Precision precision) throws Exception {
        return store().importFolder(request(precision), Progress.NONE, new Cancellation());
    }

    private ImportRequest request(Precision precision) {
        return ImportRequest.of(source, adapter, precision, "a");
    }

    private ModelStore store() {
        return new ModelStore(temp.resolve("none"), imported, "test", file -> { }, counter);
    }

    private static void assertSame(ModelPack pack, List<byte[]> wanted) throws Exception {
        List<byte[]> made = files(pack);
        assertThat(made).hasSameSizeAs(wanted);
        for (int i = 0; i < made.size(); i++) {
            assertThat(Arrays.mismatch(made.get(i), wanted.get(i))).as("first byte that differs").isEqualTo(-1);
        }
        pack.verify(Progress.NONE, new Cancellation());
    }

    private static List<byte[]> files(ModelPack pack) throws IOException {
        List<byte[]> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(pack.folder())) {
            for (Path file : files.sorted().toList()) {
                all.add(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                all.add(Files.readAllBytes(file));
            }
        }
        return all;
    }
}
