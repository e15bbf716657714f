package org.doctorglm.knowledge.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.doctorglm.knowledge.Disease;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.Shipped;
import org.doctorglm.knowledge.TextIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program is killed without warning while it imports. Rounds: property `crash.rounds` (3).
class KilledLibraryImportTest {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 3);
    private static final int ENTRIES = 3000;

    @TempDir
    Path temp;

    @Test
    void killedWhileImportingTheLibraryIsWholeOldOrNew() throws Exception {
        Path imported = temp.resolve("knowledge");
        List<Path> editions = List.of(edition("旧"), edition("新"));
        Disease shipped = Shipped.withoutFullText().find("高血压").orElseThrow();
        Random random = new Random(3);
        Set<String> seen = new TreeSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            killed(imported, editions, 1 + random.nextInt(4), random.nextInt(300));
            try (DiseaseLibrary library = new DiseaseLibrary(Shipped.FOLDER, imported, TextIndex.NONE)) {
                assertThat(library.skipped()).isEmpty();
                Set<String> overviews = library.all().stream().filter(disease -> disease.name().startsWith("磨牙症"))
                        .map(Disease::overview).collect(Collectors.toSet());
                Disease replaced = library.find("高血压").orElseThrow();
                long entries = library.all().stream().filter(disease -> disease.name().startsWith("磨牙症")).count();
                assertThat(overviews).hasSizeLessThanOrEqualTo(1);
                assertThat(entries).isEqualTo(overviews.isEmpty() ? 0 : ENTRIES);
                assertThat(replaced.overview()).isEqualTo(overviews.isEmpty() ? shipped.overview() : overviews.iterator().next());
                seen.addAll(overviews);
            }
        }
        System.err.println("killed " + ROUNDS + " times while importing; seen: " + seen);
        assertThat(seen).isNotEmpty();
    }

    /// Two files of the same name, so that the import of one takes the place of the other.
    private Path edition(String overview) throws IOException {
        StringBuilder table = new StringBuilder("name,overview\n高血压,").append(overview).append('\n');
        for (int i = 0; i < ENTRIES; i++) {
            table.append("磨牙症").append(i).append(',').append(overview).append('\n');
        }
        return Files.writeString(Files.createDirectories(temp.resolve(overview)).resolve("own.csv"), table);
    }

    private void killed(Path imported, List<Path> editions, int done, int milliseconds) throws Exception {
        Path said = Files.createTempFile(temp, "said", ".txt");
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), ImportingForever.class.getName(), Shipped.FOLDER.toAbsolutePath().toString(),
                imported.toString(), editions.get(0).toString(), editions.get(1).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(said.toFile()).start();
        while (Files.readAllLines(said).size() < done) {
            assertThat(process.waitFor(5, TimeUnit.MILLISECONDS)).as("ended before it was killed").isFalse();
        }
        process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
    }
}
