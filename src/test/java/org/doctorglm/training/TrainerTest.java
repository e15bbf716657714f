package org.doctorglm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.testing.DemoModel;
import org.doctorglm.tokenizer.GlmTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    private static final GlmConfig CONFIG = new GlmConfig(1, 8, 1, 16, 100, 1e-5, 64, 8, 9, 4, 5, 0);

    @TempDir
    Path folder;

    private static Recipe recipe(String... values) throws TrainingException {
        Map<String, String> text = new java.util.HashMap<>(Map.of("recipe", "small-safe", "batch", "2", "epochs", "4", "evaluate-every", "10", "save-every", "7",
                "learning-rate", "0.02", "warm-up", "0", "schedule", "constant"));
        for (int i = 0; i < values.length; i += 2) {
            text.put(values[i], values[i + 1]);
        }
        return RecipeText.parse(text);
    }

    private static TrainingSet set() {
        List<Sequence> samples = IntStream.range(0, 30).mapToObj(i -> Sequence.of(new int[] {10 + i}, new int[] {20}, CONFIG)).toList();
        return new TrainingSet(samples.subList(0, 25), samples.subList(25, 30));
    }

    private RunFolder run(String name, Recipe recipe) throws IOException {
        TrainingSet set = set();
        return new TrainingRuns(folder).create(name, new RunFile(RecipeText.of(recipe), "m", "0", "d", set.sha256(), 25, 5, recipe.steps(25), "test"));
    }

    private static Trainer trainer(RunFolder run, Recipe recipe, TrainableNetwork network) throws IOException {
        return new Trainer(network, recipe, run, set(), new Probes(List.of(), tokenizer(), CONFIG, 8), GuardSettings.USUAL);
    }

    private static GlmTokenizer tokenizer() throws IOException {
        return GlmTokenizer.load(DemoModel.SOURCE.resolve("ice_text.model"), 0);
    }

    private static List<Double> losses(RunFolder run) throws IOException {
        return run.events().stream().filter(RunEvent.Step.class::isInstance).map(e -> ((RunEvent.Step) e).loss()).toList();
    }

    @Test
    void a_run_takes_its_steps_and_pins_the_best_checkpoint() throws Exception {
        Recipe recipe = recipe();
        RunFolder run = run("whole", recipe);
        RunFolder.Ended ended = trainer(run, recipe, new FakeNetwork()).train(Progress.NONE, new Cancellation());
        assertThat(ended).isEqualTo(new RunFolder.Ended(RunEnd.FINISHED, 50));
        assertThat(run.end()).contains(ended);
        assertThat(losses(run)).hasSize(50);
        assertThat(losses(run).getLast()).isLessThan(0.1);
        RunFolder.Best best = run.best().orElseThrow();
        assertThat(new RunCheckpoints(run).file(best.step())).exists();
        assertThat(run.training()).isFalse();
    }

    @Test
    void a_run_that_was_killed_anywhere_writes_the_figures_of_an_undisturbed_one() throws Exception {
        Recipe recipe = recipe();
        RunFolder undisturbed = run("undisturbed", recipe);
        trainer(undisturbed, recipe, new FakeNetwork()).train(Progress.NONE, new Cancellation());
        for (int kill = 1; kill < 50; kill += 3) {
            RunFolder run = run("killed-" + kill, recipe);
            int last = kill;
            FakeNetwork dying = new FakeNetwork();
            assertThatThrownBy(() -> trainer(run, recipe, dying).train((done, total) -> {
                if (done == last) {
                    throw new IllegalStateException("killed");
                }
            }, new Cancellation())).isInstanceOf(IllegalStateException.class);
            // A power cut tears the line that was being written.
            Files.writeString(run.path().resolve("events.jsonl"), "{\"event\":\"st", java.nio.file.StandardOpenOption.APPEND);
            assertThat(trainer(run, recipe, new FakeNetwork()).train(Progress.NONE, new Cancellation()).end()).isEqualTo(RunEnd.FINISHED);
            assertThat(losses(run)).isEqualTo(losses(undisturbed));
            assertThat(run.best()).isEqualTo(undisturbed.best());
        }
    }

    @Test
    void who_asks_for_a_pause_gets_it_after_the_step_and_nothing_is_lost() throws Exception {
        Recipe recipe = recipe();
        RunFolder run = run("paused", recipe);
        RunFolder.Ended ended = trainer(run, recipe, new FakeNetwork()).train((done, total) -> {
            if (done == 12) {
                ask(run, RunFolder.Command.PAUSE);
            }
        }, new Cancellation());
        assertThat(ended).isEqualTo(new RunFolder.Ended(RunEnd.PAUSED, 12));
        FakeNetwork again = new FakeNetwork();
        assertThat(trainer(run, recipe, again).train(Progress.NONE, new Cancellation()).end()).isEqualTo(RunEnd.FINISHED);
        assertThat(again.steps).isEqualTo(38);
    }

    private static void ask(RunFolder run, RunFolder.Command command) {
        try {
            run.ask(command);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void two_trainers_never_work_on_one_run() throws Exception {
        Recipe recipe = recipe();
        RunFolder run = run("twice", recipe);
        trainer(run, recipe, new FakeNetwork()).train((done, total) -> {
            if (done == 3) {
                assertThatThrownBy(() -> trainer(run, recipe, new FakeNetwork()).train(Progress.NONE, new Cancellation()))
                        .isInstanceOf(TrainingException.class).hasMessageContaining("BUSY");
            }
        }, new Cancellation());
        assertThat(run.end().orElseThrow().end()).isEqualTo(RunEnd.FINISHED);
    }

    @Test
    void a_rate_that_is_far_too_high_is_stopped_by_the_guard() throws Exception {
        Recipe recipe = recipe("learning-rate", "1.05");
        RunFolder run = run("wild", recipe);
        RunFolder.Ended ended = trainer(run, recipe, new FakeNetwork()).train(Progress.NONE, new Cancellation());
        assertThat(ended.end()).isEqualTo(RunEnd.GUARD);
        assertThat(run.events()).anyMatch(e -> e instanceof RunEvent.Alarmed a && a.alarm().severe());
    }

    @Test
    void where_the_recipe_says_so_the_guard_only_pauses_and_the_run_may_go_on() throws Exception {
        Recipe recipe = recipe("learning-rate", "1.05", "on-alarm", "pause");
        RunFolder run = run("waiting", recipe);
        assertThat(trainer(run, recipe, new FakeNetwork()).train(Progress.NONE, new Cancellation()).end()).isEqualTo(RunEnd.GUARD_PAUSED);
        assertThat(RunState.of(run)).isEqualTo(RunState.GUARD_PAUSED);
        assertThat(RunState.of(run).mayGoOn()).isTrue();
        // What was wrong still is: it is noticed again.
        assertThat(trainer(run, recipe, new FakeNetwork()).train(Progress.NONE, new Cancellation()).end()).isEqualTo(RunEnd.GUARD_PAUSED);
        assertThatThrownBy(() -> recipe("on-alarm", "ignore")).isInstanceOf(TrainingException.class).hasMessageContaining("on-alarm");
    }

    @Test
    void a_base_that_answers_nothing_at_the_beginning_is_no_collapse() throws Exception {
        Recipe recipe = recipe("evaluate-every", "100");
        RunFolder run = run("silent", recipe);
        Trainer trainer = new Trainer(new FakeNetwork(), recipe, run, set(), new Probes(Probe.USUAL, tokenizer(), CONFIG, 8), GuardSettings.USUAL);
        trainer.train((done, total) -> {
            if (done == 30) {
                ask(run, RunFolder.Command.STOP);
            }
        }, new Cancellation());
        assertThat(run.end()).contains(new RunFolder.Ended(RunEnd.STOPPED, 30));
        assertThat(run.events()).anyMatch(e -> e instanceof RunEvent.Alarmed a && a.alarm().severe());
    }

    @Test
    void a_run_that_was_ended_stays_ended() throws Exception {
        Recipe recipe = recipe("learning-rate", "1.05");
        RunFolder run = run("over", recipe);
        RunFolder.Ended ended = trainer(run, recipe, new FakeNetwork()).train(Progress.NONE, new Cancellation());
        FakeNetwork again = new FakeNetwork();
        assertThat(trainer(run, recipe, again).train(Progress.NONE, new Cancellation())).isEqualTo(ended);
        assertThat(again.steps).isZero();
    }

    @Test
    void older_checkpoints_leave_but_never_the_best() throws Exception {
        Recipe recipe = recipe("save-every", "5", "evaluate-every", "11", "schedule", "constant");
        RunFolder run = run("many", recipe);
        trainer(run, recipe, new FakeNetwork()).train(Progress.NONE, new Cancellation());
        assertThat(new RunCheckpoints(run).steps()).hasSizeLessThanOrEqualTo(4).contains(run.best().orElseThrow().step(), 50L);
    }

    @Test
    void checkpoints_that_the_recipe_keeps_are_there_at_the_end_also_after_a_kill() throws Exception {
        Recipe recipe = recipe("save-every", "5", "keep", "6,2,4");
        for (int kill : new int[] {0, 5, 30}) {
            RunFolder run = run("sweep-" + kill, recipe);
            if (kill > 0) {
                assertThatThrownBy(() -> trainer(run, recipe, new FakeNetwork()).train((done, total) -> {
                    if (done == kill) {
                        throw new IllegalStateException("killed");
                    }
                }, new Cancellation())).isInstanceOf(IllegalStateException.class);
            }
            trainer(run, RecipeText.parse(run.run().recipe()), new FakeNetwork()).train(Progress.NONE, new Cancellation());
            assertThat(new RunCheckpoints(run).steps()).contains(2L, 4L, 6L, 50L).hasSizeLessThanOrEqualTo(7);
            assertThat(run.events()).filteredOn(RunEvent.Look.class::isInstance).extracting(RunEvent::step).contains(2L, 4L, 6L);
            assertThat(RunPlan.of(run.run()).text()).contains("2,4,6");
        }
    }

    @Test
    void the_sweep_of_the_paper_is_taken_as_it_is_or_in_the_proportions_of_the_run() throws Exception {
        assertThat(recipe("keep", "paper").keep()).isEqualTo(KeptSteps.PAPER);
        assertThat(RecipeText.of(recipe("keep", "paper"))).containsEntry("keep", "500,5000,10000,20000,30000,40000,50000");
        assertThat(recipe("keep", "scaled").fixed(1000).keep().text()).isEqualTo("20,200,400,800,1200,1600,2000");
        assertThat(recipe("keep", "scaled", "epochs", "1").fixed(2).keep().text()).isEqualTo("1");
        assertThat(recipe().keep()).isEqualTo(KeptSteps.NONE);
        for (String wrong : List.of("0", "-5", "5;6", "soon", "99999999999999999999", "1,2,3,4,5,6,7,8,9,10,11,12,13")) {
            assertThatThrownBy(() -> recipe("keep", wrong)).isInstanceOf(TrainingException.class).hasMessageContaining("BAD_RECIPE");
        }
    }

    @Test
    void a_name_never_leads_out_of_the_folder_of_runs() {
        for (String name : List.of("..", "../other", "/tmp/x", "a/b", "")) {
            assertThatThrownBy(() -> new TrainingRuns(folder).find(name)).isInstanceOf(TrainingException.class);
        }
    }

    @Test
    void where_memory_runs_out_the_same_samples_come_in_smaller_portions_and_stay_so_after_a_kill() throws Exception {
        Recipe recipe = recipe("batch", "8", "epochs", "4");
        RunFolder whole = run("roomy", recipe);
        trainer(whole, recipe, new FakeNetwork()).train(Progress.NONE, new Cancellation());
        RunFolder run = run("narrow", recipe);
        FakeNetwork narrow = new FakeNetwork();
        narrow.room = 3;
        assertThatThrownBy(() -> trainer(run, recipe, narrow).train((done, total) -> {
            if (done == 9) {
                throw new IllegalStateException("killed");
            }
        }, new Cancellation())).isInstanceOf(IllegalStateException.class);
        FakeNetwork again = new FakeNetwork();
        again.room = 3;
        assertThat(trainer(run, recipe, again).train(Progress.NONE, new Cancellation()).end()).isEqualTo(RunEnd.FINISHED);
        assertThat(run.events().stream().filter(RunEvent.Shrunk.class::isInstance)).containsExactly(new RunEvent.Shrunk(0, 4), new RunEvent.Shrunk(0, 2));
        assertThat(losses(run)).isEqualTo(losses(whole));
    }

    @Test
    void a_single_sample_that_does_not_fit_ends_the_run_with_a_reason() throws Exception {
        Recipe recipe = recipe();
        RunFolder run = run("tiny", recipe);
        FakeNetwork none = new FakeNetwork();
        none.room = 0;
        assertThatThrownBy(() -> trainer(run, recipe, none).train(Progress.NONE, new Cancellation())).hasMessageContaining("OUT_OF_MEMORY");
        assertThat(RunState.of(run)).isEqualTo(RunState.INTERRUPTED);
        run.fail(new TrainingException(TrainingException.Reason.OUT_OF_MEMORY, "1"));
        assertThat(RunState.of(run)).isEqualTo(RunState.FAILED);
        assertThat(RunState.of(run).mayGoOn()).isTrue();
        none.room = 100;
        trainer(run, recipe, none).train(Progress.NONE, new Cancellation());
        assertThat(RunState.of(run)).isEqualTo(RunState.FINISHED);
    }

    @Test
    void whoever_watches_a_run_reads_only_what_came_and_all_of_it_anew_after_it_went_back() throws Exception {
        Recipe recipe = recipe();
        RunFolder run = run("watched", recipe);
        RunWatch watch = new RunWatch(run);
        assertThat(watch.look()).isEmpty();
        trainer(run, recipe, new FakeNetwork()).train((done, total) -> {
            try {
                assertThat(watch.look()).isEqualTo(run.events());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }, new Cancellation());
        assertThat(watch.look()).isEqualTo(run.events()).hasSizeGreaterThan(50);
        run.cut(14);
        assertThat(watch.look()).isEqualTo(run.events());
        assertThat(watch.look().getLast().step()).isEqualTo(14);
    }
}
