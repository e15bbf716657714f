package org.doctorglm.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.doctorglm.model.ModelStore;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.training.LocalTraining;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RunEnd;
import org.doctorglm.training.RunEvent;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunState;
import org.doctorglm.training.TrainingRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The trainer, or the window that started it, is killed without warning, again and again. Rounds: property `crash.rounds` (3); steps of a run: property `training.steps` (30).
class KilledTrainingTest {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 3);
    private static final int STEPS = Integer.getInteger("training.steps", 30);
    private static final List<String> RECIPE = List.of("batch=1", "most-steps=" + STEPS, "epochs=100", "save-every=10", "evaluate-every=25", "dropout=0.1", "warm-up=5");

    @TempDir
    Path home;

    @Test
    void a_run_that_was_killed_ends_with_the_very_curve_of_an_undisturbed_one() throws Exception {
        Directories directories = new Directories(Path.of(System.getProperty("doctorglm.app")), home);
        new ModelStore(directories.shippedModels(), directories.importedModels(), "test").importFolder(DemoModel.SOURCE, Precision.FP32, "base", Progress.NONE,
                new Cancellation());
        Path data = Files.write(home.resolve("talks.jsonl"), talks());
        assertThat(train("undisturbed", data).waitFor()).isZero();
        RunFolder undisturbed = new TrainingRuns(directories.runs()).find("undisturbed");
        Random random = new Random(7);
        int kills = 0;
        for (int run = 0; kills < ROUNDS; run++) {
            String name = "killed-" + run;
            Process process = train(name, data);
            // Long enough for some steps, short enough to hit most of them.
            while (kills < ROUNDS && !process.waitFor(1500 + random.nextInt(60 * STEPS), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                kills++;
                process = train(name, data);
            }
            assertThat(process.waitFor()).isZero();
            RunFolder killed = new TrainingRuns(directories.runs()).find(name);
            assertThat(killed.end().orElseThrow().end()).isEqualTo(RunEnd.FINISHED);
            assertThat(figures(killed)).isEqualTo(figures(undisturbed));
            assertThat(run).as("runs, %d kills", kills).isLessThan(10 * ROUNDS);
        }
        System.err.println("killed " + kills + " times in runs of " + STEPS + " steps: every curve equal to the undisturbed one");
    }

    @Test
    void a_window_that_is_killed_leaves_its_trainer_at_work_to_the_very_same_end() throws Exception {
        Directories directories = new Directories(Path.of(System.getProperty("doctorglm.app")), home);
        new ModelStore(directories.shippedModels(), directories.importedModels(), "test").importFolder(DemoModel.SOURCE, Precision.FP32, "base", Progress.NONE,
                new Cancellation());
        Path data = Files.write(home.resolve("talks.jsonl"), talks());
        TrainingRuns runs = new TrainingRuns(directories.runs());
        List<Object> undisturbed = List.of();
        Random random = new Random(11);
        for (int round = 0; round <= ROUNDS; round++) {
            String name = "run-" + round;
            Process window = window(name, data);
            assertThat(window.inputReader().readLine()).isEqualTo("started");
            if (round > 0) {
                Thread.sleep(random.nextInt(60 * STEPS));
                window.destroyForcibly().waitFor();
            }
            RunFolder run = runs.find(name);
            for (int waited = 0; run.end().isEmpty(); waited++) {
                assertThat(waited).as("tenths of a second until run %d ends", round).isLessThan(100 * STEPS);
                Thread.sleep(100);
            }
            assertThat(run.end().orElseThrow().end()).isEqualTo(RunEnd.FINISHED);
            if (round == 0) {
                window.destroyForcibly().waitFor();
                undisturbed = figures(run);
            }
            assertThat(figures(run)).isEqualTo(undisturbed);
        }
        System.err.println("window killed " + ROUNDS + " times in runs of " + STEPS + " steps: every curve equal to the undisturbed one");
    }

    private Process window(String name, Path data) throws Exception {
        List<String> command = new ArrayList<>(java("org.doctorglm.app.WindowThatTrains"));
        command.addAll(List.of(System.getProperty("doctorglm.app"), home.toString(), data.toString(), name));
        command.addAll(RECIPE);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    @Test
    void a_trainer_that_is_killed_leaves_the_queue_as_it_was() throws Exception {
        Directories directories = new Directories(Path.of(System.getProperty("doctorglm.app")), home);
        Path data = Files.write(home.resolve("talks.jsonl"), talks());
        try (DoctorGlm core = new DoctorGlm(directories, 1)) {
            core.models().importFolder(DemoModel.SOURCE, Precision.FP32, "base", Progress.NONE, new Cancellation());
            LocalTraining training = core.training();
            for (String name : List.of("first", "second")) {
                training.queue().add(training.begin(name, "base", data.toString(), Recipe.SMALL_SAFE));
            }
            RunFolder first = training.runs().find("first");
            Process process = start("train", "queue", "start", "--threads", "1");
            while (!first.training()) {
                assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
            }
            process.destroyForcibly().waitFor();
            assertThat(training.queue().list()).extracting(RunFolder::name).containsExactly("first", "second");
            assertThat(RunState.of(first)).isEqualTo(RunState.QUEUED);
            assertThat(training.queue().training()).isEmpty();
        }
    }

    private static List<String> talks() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            lines.add("{\"q\": \"第" + i + "个问题：头疼怎么办？\", \"a\": \"先休息，第" + i * 7 % 11 + "天还疼就去医院。\"}");
        }
        return lines;
    }

    private Process train(String name, Path data) throws Exception {
        List<String> command = new ArrayList<>(List.of("train", "run", "--threads", "1"));
        boolean begun = Files.isRegularFile(home.resolve("runs").resolve(name).resolve("run.json"));
        command.addAll(begun ? List.of("--resume", name) : List.of("--name", name, "--model", "base", "--data", data.toString(), "--recipe", "small-safe"));
        if (!begun) {
            RECIPE.forEach(value -> command.addAll(List.of("--set", value)));
        }
        return start(command.toArray(String[]::new));
    }

    private Process start(String... verb) throws Exception {
        List<String> command = new ArrayList<>(java("org.doctorglm.Main"));
        command.addAll(List.of("--home", home.toString()));
        command.addAll(List.of(verb));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static List<String> java(String main) {
        return List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Ddoctorglm.app=" + System.getProperty("doctorglm.app"), "-cp", System.getProperty("java.class.path"), main);
    }

    /// Everything but the wall clock and the checkpoints, of which a run that went on has more.
    private static List<Object> figures(RunFolder run) throws Exception {
        List<Object> figures = new ArrayList<>();
        for (RunEvent event : run.events()) {
            switch (event) {
                case RunEvent.Step step -> figures.add(List.of(step.step(), step.loss(), step.rate(), step.norm(), step.tokens()));
                case RunEvent.Saved ignored -> { }
                case RunEvent other -> figures.add(other);
            }
        }
        return figures;
    }
}
