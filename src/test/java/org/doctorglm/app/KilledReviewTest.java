package org.doctorglm.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.doctorglm.platform.Directories;
import org.doctorglm.review.Annotation;
import org.doctorglm.review.LogEntry;
import org.doctorglm.review.Reading.Role;
import org.doctorglm.review.ReviewRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program is killed without warning while answers are marked. Rounds: property `crash.rounds` (3).
class KilledReviewTest {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 3);
    private static final int ID = 36;

    @TempDir
    Path home;

    @Test
    void no_saved_mark_is_lost_and_the_log_is_unbroken() throws Exception {
        Path application = Path.of(System.getProperty("doctorglm.app"));
        Random random = new Random(11);
        List<String> safe = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            safe.addAll(killedRun(application, random));
            try (DoctorGlm services = new DoctorGlm(new Directories(application, home), 1)) {
                ReviewRepository reviews = services.reviews();
                Set<String> marks = reviews.reading(MarkingForever.ANSWER, MarkingForever.REVIEWER, Role.READER).marks().stream().map(Annotation::id)
                        .collect(Collectors.toSet());
                assertThat(marks).containsAll(safe).hasSizeLessThanOrEqualTo(safe.size() + round + 1);
                assertThat(reviews.firstBrokenLine()).isEmpty();
                // One line for the answer, one for each mark: nothing is there without its line, no line without its mark.
                List<LogEntry> log = reviews.log(0, Integer.MAX_VALUE);
                assertThat(log).hasSize(1 + marks.size());
            }
        }
        assertThat(safe).isNotEmpty();
        System.err.println("killed " + ROUNDS + " times: " + safe.size() + " marks, all there");
    }

    private List<String> killedRun(Path application, Random random) throws Exception {
        Path said = Files.createTempFile("said", ".txt");
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "-Dstdout.encoding=UTF-8", "-cp", System.getProperty("java.class.path"), MarkingForever.class.getName(),
                application.toString(), home.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).redirectOutput(said.toFile()).start();
        while (Files.size(said) == 0) {
            assertThat(process.waitFor(10, TimeUnit.MILLISECONDS)).as("it ended by itself").isFalse();
        }
        process.waitFor(random.nextInt(200), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        List<String> lines = Files.readAllLines(said);
        Files.delete(said);
        // A line that was cut off by the kill promises nothing.
        return lines.stream().filter(line -> line.length() == ID).toList();
    }
}
