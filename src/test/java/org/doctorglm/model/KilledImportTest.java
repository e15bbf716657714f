package org.doctorglm.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.TinyModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program is killed without warning while it imports. Rounds: property `crash.rounds` (3).
class KilledImportTest {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 3);

    @TempDir
    Path temp;

    @Test
    void killedWhileImportingTheSameImportGoesOnAndEndsWithTheSamePack() throws Exception {
        Path source = TinyModel.random(2, 4, 32, 256, 20_000, false, 1).write(temp.resolve("source"));
        int[] steps = {0};
        ModelPack wanted = take(source, temp.resolve("whole"), (done, total) -> steps[0]++);
        Random random = new Random(7);
        int resumed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Path packs = Files.createDirectories(temp.resolve("packs" + round));
            // Each round in a part of its own, the last one well before the end.
            killed(source, packs, 1 + (int) (steps[0] * 0.8 * (round + random.nextDouble()) / ROUNDS));
            assertThat(new ModelStore(temp.resolve("none"), packs, "test").list()).as("no half pack is shown").isEmpty();
            List<Long> seen = new ArrayList<>();
            ModelPack pack = take(source, packs, (done, total) -> seen.add(done));
            resumed += seen.getFirst() > Files.size(source.resolve("model.safetensors")) / 10 ? 1 : 0;
            assertThat(wanted.manifest().files()).as("several files").hasSizeGreaterThan(2);
            assertThat(pack.sha256()).as("the same pack, by the hashes of all files").isEqualTo(wanted.sha256());
            pack.verify(Progress.NONE, new Cancellation());
            try (Stream<Path> left = Files.list(packs)) {
                assertThat(left).containsExactly(pack.folder());
            }
        }
        System.err.println("killed " + ROUNDS + " times while importing, " + resumed + " went on behind a finished matrix");
        assertThat(resumed).isPositive();
    }

    @Test
    void killedWhileItTakesFilesOfAnotherPackNeitherLosesATensor() throws Exception {
        Path source = TinyModel.random(2, 4, 32, 256, 20_000, false, 1).write(temp.resolve("source"));
        int[] steps = {0};
        take(source, temp.resolve("whole"), (done, total) -> steps[0]++);
        Random random = new Random(8);
        for (int round = 0; round < ROUNDS; round++) {
            Path packs = Files.createDirectories(temp.resolve("shared" + round));
            ModelStore store = new ModelStore(temp.resolve("none"), packs, "test");
            ModelPack base = store.importFolder(source, Precision.INT8, "base", Progress.NONE, new Cancellation());
            killed(source, packs, 1 + (int) (steps[0] * 0.8 * (round + random.nextDouble()) / ROUNDS));
            base.verify(Progress.NONE, new Cancellation());
            ModelPack pack = take(source, packs, Progress.NONE);
            base.verify(Progress.NONE, new Cancellation());
            assertThat(store.diskUse(pack).shared()).isGreaterThan(pack.bytes() * 9 / 10);
            store.remove("base");
            pack.verify(Progress.NONE, new Cancellation());
            try (Stream<Path> left = Files.list(packs)) {
                assertThat(left).containsExactly(pack.folder());
            }
        }
    }

    private void killed(Path source, Path packs, int steps) throws Exception {
        Path said = Files.createTempFile(temp, "said", ".txt");
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), ImportingSlowly.class.getName(), source.toString(), packs.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(said.toFile()).start();
        while (Files.readAllLines(said).size() < steps) {
            assertThat(process.waitFor(5, TimeUnit.MILLISECONDS)).as("ended before it was killed").isFalse();
        }
        process.destroyForcibly().waitFor();
    }

    private ModelPack take(Path source, Path packs, Progress progress) throws Exception {
        return new ModelStore(temp.resolve("none"), packs, "test").importFolder(source, Precision.INT8, "a", progress, new Cancellation());
    }
}
