package org.doctorglm.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFileTest {
    @TempDir
    Path folder;

    /// Holds a file until it is killed.
    public static final class Holder {
        private Holder() {
        }

        public static void main(String[] arguments) throws Exception {
            System.out.println(HeldFile.take(Path.of(arguments[0])).isPresent() ? "held" : "busy");
            System.out.flush();
            Thread.sleep(TimeUnit.MINUTES.toMillis(2));
        }
    }

    private static Process hold(Path file) throws Exception {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), Holder.class.getName(), file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    @Test
    void one_holds_it_and_looking_at_it_does_not_take_it_away() throws Exception {
        Path file = folder.resolve("lock");
        try (HeldFile ignored = HeldFile.take(file).orElseThrow()) {
            assertThat(HeldFile.isHeld(file)).isTrue();
            assertThat(HeldFile.take(folder.resolve("./lock"))).isEmpty();
            Process other = hold(file);
            assertThat(other.inputReader().readLine()).isEqualTo("busy");
            other.destroyForcibly().waitFor();
        }
        assertThat(HeldFile.isHeld(file)).isFalse();
        Optional<HeldFile> again = HeldFile.take(file);
        assertThat(again).isPresent();
        again.get().close();
    }

    @Test
    void another_program_that_is_killed_lets_go() throws Exception {
        Path file = Files.createFile(folder.resolve("lock"));
        Process other = hold(file);
        assertThat(other.inputReader().readLine()).isEqualTo("held");
        assertThat(HeldFile.isHeld(file)).isTrue();
        assertThat(HeldFile.take(file)).isEmpty();
        other.destroyForcibly().waitFor();
        assertThat(HeldFile.isHeld(file)).isFalse();
    }

    @Test
    void a_folder_that_is_gone_is_an_error_and_leaves_nothing_held() throws Exception {
        Path file = folder.resolve("gone").resolve("lock");
        assertThatThrownBy(() -> HeldFile.take(file)).isInstanceOf(NoSuchFileException.class);
        Files.createDirectory(file.getParent());
        assertThat(HeldFile.isHeld(file)).isFalse();
    }
}
