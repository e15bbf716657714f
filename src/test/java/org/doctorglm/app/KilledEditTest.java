package org.doctorglm.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.EntryVersion;
import org.doctorglm.knowledge.LibraryEditor;
import org.doctorglm.platform.Directories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program is killed without warning while entries are edited. Rounds: property `crash.rounds` (3).
class KilledEditTest {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 3);

    @TempDir
    Path home;

    @Test
    void the_entry_is_as_before_or_as_after_with_its_whole_history() throws Exception {
        Path application = Path.of(System.getProperty("doctorglm.app"));
        Random random = new Random(7);
        int safe = 0;
        for (int round = 0; round < ROUNDS; round++) {
            safe = Math.max(safe, killedRun(application, random));
            try (DoctorGlm services = new DoctorGlm(new Directories(application, home), 1)) {
                LibraryEditor editor = services.editor();
                List<EntryVersion> history = editor.history(EditingForever.ENTRY);
                assertThat(history.size()).as("what was said to be safe").isBetween(safe, safe + 1);
                Disease now = editor.library().entry(EditingForever.ENTRY).orElseThrow().disease();
                assertThat(now.overview()).isEqualTo(EditingForever.text(history.size())).isEqualTo(now.background().prognosis());
                for (int i = 0; i < history.size(); i++) {
                    Disease version = history.get(i).entry();
                    assertThat(history.get(i).number()).isEqualTo(history.size() - i);
                    assertThat(version == null ? "" : version.overview()).isEqualTo(EditingForever.text(history.size() - i));
                }
                safe = history.size();
            }
        }
        assertThat(safe).isPositive();
        System.err.println("killed " + ROUNDS + " times: " + safe + " edits, all whole");
    }

    /// @return the number of the last edit that was said to be safe, 0 for none
    private int killedRun(Path application, Random random) throws Exception {
        Path said = Files.createTempFile("said", ".txt");
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "-Dstdout.encoding=UTF-8", "-cp", System.getProperty("java.class.path"), EditingForever.class.getName(),
                application.toString(), home.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).redirectOutput(said.toFile()).start();
        while (Files.size(said) == 0) {
            assertThat(process.waitFor(10, TimeUnit.MILLISECONDS)).as("it ended by itself").isFalse();
        }
        process.waitFor(random.nextInt(200), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        List<String> lines = Files.readAllLines(said);
        Files.delete(said);
        return lines.stream().filter(line -> line.length() == 8).mapToInt(Integer::parseInt).max().orElse(0);
    }
}
