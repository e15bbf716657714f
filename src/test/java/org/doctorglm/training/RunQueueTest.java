package org.doctorglm.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.HeldFile;
import org.doctorglm.training.RunFolder.Ended;
import org.doctorglm.training.TrainingException.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunQueueTest {
    @TempDir
    Path folder;

    private RunQueue queue;
    private final List<String> trained = new ArrayList<>();

    @BeforeEach
    void open() {
        queue = new RunQueue(new TrainingRuns(folder.resolve("runs")));
    }

    private RunFolder run(String name) throws IOException {
        return queue.runs().create(name, new RunFile(Map.of("recipe", "small-safe"), "m", "0", "d", "1", 1, 1, 10, "test"));
    }

    private RunFolder waiting(String name) throws IOException {
        RunFolder run = run(name);
        queue.add(run);
        return run;
    }

    private List<String> names() throws IOException {
        return queue.list().stream().map(RunFolder::name).toList();
    }

    private Ended train(RunFolder run, RunEnd end) throws IOException {
        try (HeldFile ignored = run.lock()) {
            run.begin();
            trained.add(run.name());
            Ended ended = new Ended(end, 10);
            run.end(ended);
            return ended;
        }
    }

    private int work() throws IOException {
        return queue.work(run -> train(run, RunEnd.FINISHED), new Cancellation());
    }

    @Test
    void runs_are_trained_in_the_order_in_which_they_came_whatever_they_are_called() throws Exception {
        waiting("丙");
        waiting("甲");
        RunFolder leaves = waiting("乙");
        waiting("丁");
        queue.remove(leaves);
        assertThat(names()).containsExactly("丙", "甲", "丁");
        assertThat(RunState.of(leaves)).isEqualTo(RunState.INTERRUPTED);
        assertThat(RunState.of(queue.list().getFirst())).isEqualTo(RunState.QUEUED);
        assertThat(work()).isEqualTo(3);
        assertThat(trained).containsExactly("丙", "甲", "丁");
        assertThat(names()).isEmpty();
        assertThat(RunState.of(queue.runs().find("甲"))).isEqualTo(RunState.FINISHED);
    }

    @Test
    void a_trainer_that_is_killed_leaves_the_queue_as_it_was_and_its_run_the_first() throws Exception {
        waiting("one");
        waiting("two");
        waiting("three");
        assertThatThrownBy(() -> queue.work(run -> {
            if (run.name().equals("two")) {
                throw new IllegalStateException("killed");
            }
            return train(run, RunEnd.FINISHED);
        }, new Cancellation())).isInstanceOf(IllegalStateException.class);
        assertThat(names()).containsExactly("two", "three");
        assertThat(work()).isEqualTo(2);
        assertThat(trained).containsExactly("one", "two", "three");
    }

    @Test
    void what_comes_while_one_is_trained_is_trained_too() throws Exception {
        waiting("one");
        queue.work(run -> {
            if (run.name().equals("one")) {
                waiting("two");
            }
            return train(run, RunEnd.FINISHED);
        }, new Cancellation());
        assertThat(trained).containsExactly("one", "two");
    }

    @Test
    void only_one_program_works_and_a_second_one_goes_away() throws Exception {
        waiting("one");
        queue.work(run -> {
            assertThat(work()).isZero();
            return train(run, RunEnd.FINISHED);
        }, new Cancellation());
        assertThat(trained).containsExactly("one");
    }

    @Test
    void who_pauses_a_run_has_the_machine_for_himself_and_one_that_collapsed_makes_room() throws Exception {
        waiting("collapses");
        waiting("paused");
        waiting("later");
        assertThat(queue.work(run -> train(run, run.name().equals("paused") ? RunEnd.PAUSED : RunEnd.GUARD), new Cancellation())).isEqualTo(2);
        assertThat(names()).containsExactly("later");
        assertThat(RunState.of(queue.runs().find("paused"))).isEqualTo(RunState.PAUSED);
    }

    @Test
    void a_run_that_fails_makes_room_but_without_libraries_none_is_tried() throws Exception {
        waiting("fails");
        waiting("works");
        queue.work(run -> {
            if (run.name().equals("fails")) {
                throw new TrainingException(Reason.CHANGED, "d");
            }
            return train(run, RunEnd.FINISHED);
        }, new Cancellation());
        assertThat(trained).containsExactly("works");
        assertThat(names()).isEmpty();
        waiting("first");
        waiting("second");
        queue.work(run -> {
            throw new TrainingException(Reason.NO_LIBRARY, "");
        }, new Cancellation());
        assertThat(names()).containsExactly("second");
    }

    @Test
    void a_run_that_ended_or_is_being_trained_cannot_wait_and_one_that_waits_keeps_its_place() throws Exception {
        RunFolder over = run("over");
        train(over, RunEnd.FINISHED);
        assertThatThrownBy(() -> queue.add(over)).hasMessageContaining("OVER");
        RunFolder busy = run("busy");
        try (HeldFile ignored = busy.lock()) {
            assertThatThrownBy(() -> queue.add(busy)).hasMessageContaining("BUSY");
        }
        RunFolder first = waiting("first");
        waiting("second");
        queue.add(first);
        assertThat(names()).containsExactly("first", "second");
    }

    @Test
    void a_mark_that_cannot_be_read_keeps_nobody_waiting() throws Exception {
        RunFolder run = waiting("torn");
        Files.writeString(run.path().resolve("queued.json.part"), "{");
        assertThat(names()).containsExactly("torn");
        Files.writeString(run.path().resolve("queued.json"), "{");
        waiting("sound");
        assertThat(names()).containsExactly("sound");
        assertThat(RunState.of(run)).isEqualTo(RunState.INTERRUPTED);
    }

    @Test
    void an_empty_home_has_an_empty_queue() throws Exception {
        assertThat(work()).isZero();
        assertThat(names()).isEmpty();
    }
}
