package org.doctorglm.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.ScratchFolder;
import org.doctorglm.training.RunEvent;
import org.doctorglm.training.RunFolder;
import org.doctorglm.ui.training.TrainingService.TrainerFailure;

/// The trainer as a program of its own: the same command line that is scripted against, started by the window.
///
/// No pipe ties the two together. A run is followed in its folder, so that the window may close, or be killed, while the trainer goes on, and the
/// other way round.
final class TrainerProcess {
    private static final List<String> PASSED_ON = List.of("doctorglm.app", "onnxruntime.native.path", "org.sqlite.lib.path", "java.library.path");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_MILLIS = 50;
    private static final long STEP_MILLIS = 500;

    private final Directories directories;
    private final String language;

    /// @param language of the sentences, as the command line names it
    TrainerProcess(Directories directories, String language) {
        this.directories = directories;
        this.language = language;
    }

    /// Lets a trainer go on with a run, and with those that wait when it has ended; comes back at once.
    void train(String run) throws IOException {
        begin(List.of("train", "run", "--resume", run, "--queue"));
    }

    /// Lets a trainer begin with the runs that wait, and comes back at once.
    void queue() throws IOException {
        begin(List.of("train", "queue", "start"));
    }

    private void begin(List<String> verb) throws IOException {
        // Its sentences are of no use where nobody sees them: what went wrong stands in the run's folder.
        new ProcessBuilder(command(verb)).redirectInput(nothing()).redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD).start();
    }

    /// Lets a trainer go on with a run and waits for its end, which stands in the run's folder, whatever it is.
    ///
    /// @param progress in steps
    /// @throws java.util.concurrent.CancellationException when asked to stop; the trainer saves what was learned
    void finish(RunFolder run, Progress progress, Cancellation cancellation) throws IOException {
        long steps = run.run().steps();
        try (ScratchFolder scratch = new ScratchFolder("trainer")) {
            Process process = new ProcessBuilder(command(List.of("train", "run", "--resume", run.name()))).redirectInput(nothing())
                    .redirectOutput(scratch.path().resolve("out").toFile()).redirectError(scratch.path().resolve("err").toFile()).start();
            try {
                while (!process.waitFor(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
                    progress.at(run.events().stream().mapToLong(RunEvent::step).max().orElse(0), steps);
                    if (cancellation.isRequested()) {
                        run.ask(RunFolder.Command.PAUSE);
                        process.waitFor();
                        cancellation.throwIfRequested();
                    }
                }
                progress.at(steps, steps);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroy();
                throw new java.util.concurrent.CancellationException();
            }
            if (run.end().isEmpty() && run.failure().isEmpty()) {
                throw new TrainerFailure(last(scratch.path().resolve("err")));
            }
        }
    }

    /// Runs a command to its end.
    ///
    /// @return its result
    /// @throws TrainerFailure with the command's sentence
    /// @throws java.util.concurrent.CancellationException when asked to stop; the program is ended
    JsonNode ask(List<String> verb, Cancellation cancellation) throws IOException {
        List<String> all = new ArrayList<>(verb);
        all.add("--json");
        try (ScratchFolder scratch = new ScratchFolder("trainer")) {
            Path out = scratch.path().resolve("out");
            Path err = scratch.path().resolve("err");
            Process process = new ProcessBuilder(command(all)).redirectInput(nothing()).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            try {
                while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    cancellation.throwIfRequested();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new java.util.concurrent.CancellationException();
            } finally {
                process.destroy();
            }
            if (process.exitValue() != 0) {
                throw new TrainerFailure(last(err));
            }
            return JSON.readTree(out.toFile());
        }
    }

    private static String last(Path err) throws IOException {
        List<String> lines = Files.readString(err, StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "" : lines.getLast();
    }

    private static Redirect nothing() {
        return Redirect.from(new java.io.File(System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows") ? "NUL" : "/dev/null"));
    }

    /// The installed program starts itself; where Java was started with a class path, so is the trainer.
    private List<String> command(List<String> verb) {
        String self = ProcessHandle.current().info().command().orElseGet(() -> Path.of(System.getProperty("java.home"), "bin", "java").toString());
        List<String> command = new ArrayList<>(List.of(self));
        if (String.valueOf(Path.of(self).getFileName()).toLowerCase(Locale.ROOT).startsWith("java")) {
            command.addAll(List.of("-XX:+UseSerialGC", "-Xms96m", "-XX:-UsePerfData", "-Xlog:disable", "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8",
                    "-Djava.awt.headless=true"));
            PASSED_ON.stream().filter(key -> System.getProperty(key) != null).forEach(key -> command.add("-D" + key + "=" + System.getProperty(key)));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.doctorglm.Main"));
        }
        command.addAll(List.of("--home", directories.home().toString(), "--lang", language));
        command.addAll(verb);
        return command;
    }
}
