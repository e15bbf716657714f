package org.doctorglm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is given to `model import`: one sentence that names the cause, code 1 or 3, no program run, no memory that the file's real size
/// does not explain, no waiting, nothing left.
class HostileInputTest {
    private static final long MOST_ALLOCATED = 256L << 20;

    @TempDir
    Path temp;

    static Stream<HostileInput> kinds() {
        return Stream.of(HostileSafetensorsFiles.kinds(), HostileTorchFiles.kinds(), HostileFolders.kinds()).flatMap(kinds -> kinds);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void isRefusedInOneSentenceWithoutATrace(HostileInput input) throws Exception {
        Path folder = HostileInput.model().write(temp.resolve("source"));
        List<String> arguments = new ArrayList<>(List.of("model", "import", folder.toString(), "--name", "a", "--precision", "int8"));
        arguments.addAll(input.spoil().spoil(folder));
        long before = allocated();
        Console.Run run = console().run(arguments.toArray(String[]::new));
        long taken = allocated() - before;
        assertThat(run.code()).as(run.toString()).isIn(1, 3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().strip()).hasSizeBetween(10, 600).doesNotContain("\n", "\tat ", "Exception", "java.", "--verbose").contains(input.said());
        assertThat(taken).as("bytes taken").isLessThan(MOST_ALLOCATED);
        assertThat(folder.resolve(HostileTorchFiles.RUN)).doesNotExist();
        if (Files.exists(temp.resolve("home/models"))) {
            assertThat(temp.resolve("home/models")).isEmptyDirectory();
        }
    }

    @Test
    void thereAreMoreThanFortyKindsAndTheSoundFolderIsNone() throws Exception {
        assertThat(kinds().map(HostileInput::what).distinct().count()).isEqualTo(kinds().count()).isGreaterThan(90);
        Path folder = HostileInput.model().write(temp.resolve("source"));
        assertThat(console().run("model", "import", folder.toString(), "--name", "a").code()).isZero();
        HostileInput.shards(folder);
        assertThat(console().run("model", "import", folder.toString(), "--name", "b").code()).isZero();
    }

    @Test
    void linksOfACacheOfHuggingFaceAreFollowed() throws Exception {
        Path folder = HostileInput.model().write(temp.resolve("models--x/snapshots/1"));
        HostileInput.shards(folder);
        Path blobs = Files.createDirectories(temp.resolve("models--x/blobs"));
        for (int part = 0; part < 2; part++) {
            Files.move(folder.resolve(HostileInput.shard(part)), blobs.resolve("blob" + part));
            Files.createSymbolicLink(folder.resolve(HostileInput.shard(part)), Path.of("../../blobs/blob" + part));
        }
        assertThat(console().run("model", "import", folder.toString(), "--name", "a").code()).isZero();
    }

    private Console console() {
        return new Console(temp.resolve("home"), Locale.ENGLISH);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
