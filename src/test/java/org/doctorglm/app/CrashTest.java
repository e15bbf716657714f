package org.doctorglm.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.doctorglm.dialogue.Answer;
import org.doctorglm.dialogue.Dialogue;
import org.doctorglm.dialogue.DialogueRepository;
import org.doctorglm.dialogue.FinishReason;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program is killed without warning while it writes answers. Rounds: property `crash.rounds` (3).
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 3);

    @TempDir
    Path home;

    @Test
    void killedWhileWritingEveryFinishedAnswerIsThereAndTheOtherIsMarkedUnfinished() throws Exception {
        Path application = Path.of(System.getProperty("doctorglm.app"));
        Random random = new Random(5);
        List<String> safe = new ArrayList<>();
        int unfinished = 0;
        for (int round = 0; round < ROUNDS; round++) {
            safe.addAll(killedRun(application, random));
            try (DoctorGlm services = new DoctorGlm(new Directories(application, home), 1)) {
                DialogueRepository dialogues = services.dialogues();
                for (String line : safe) {
                    Answer answer = dialogues.answer(line.substring(0, line.indexOf(' '))).orElseThrow();
                    assertThat(Sha256.of(answer.text())).isEqualTo(line.substring(line.indexOf(' ') + 1)).isEqualTo(answer.sha256());
                }
                int open = 0;
                for (Dialogue dialogue : dialogues.list()) {
                    for (Answer answer : dialogues.load(dialogue.id()).orElseThrow().answers()) {
                        assertThat(answer.finished()).isTrue();
                        open += answer.finishReason() == FinishReason.INTERRUPTED ? 1 : 0;
                    }
                }
                assertThat(open).isBetween(unfinished, unfinished + 1);
                unfinished = open;
            }
        }
        assertThat(safe).isNotEmpty();
        System.err.println("killed " + ROUNDS + " times: " + safe.size() + " finished answers, " + unfinished + " marked unfinished");
    }

    private List<String> killedRun(Path application, Random random) throws Exception {
        Path said = Files.createTempFile("said", ".txt");
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "-Dstdout.encoding=UTF-8", "-cp", System.getProperty("java.class.path"), AskingForever.class.getName(),
                application.toString(), home.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).redirectOutput(said.toFile()).start();
        while (Files.size(said) == 0) {
            assertThat(process.waitFor(10, TimeUnit.MILLISECONDS)).isFalse();
        }
        process.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        List<String> lines = Files.readAllLines(said);
        Files.delete(said);
        // A line that was cut off by the kill promises nothing.
        return lines.stream().filter(line -> line.length() == lines.getFirst().length()).toList();
    }
}
