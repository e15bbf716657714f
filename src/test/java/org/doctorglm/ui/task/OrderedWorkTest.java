package org.doctorglm.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class OrderedWorkTest {
    private final Held held = new Held();
    private final List<String> seen = new ArrayList<>();
    private final List<Integer> unwritten = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final OrderedWork work = new OrderedWork(held, unwritten::add, failures::add);

    /// Keeps background jobs until they are let go.
    private static final class Held implements TaskRunner {
        private final Deque<Runnable> jobs = new ArrayDeque<>();

        @Override
        public <T> void run(Callable<T> job, Consumer<T> done, Consumer<Throwable> failed) {
            jobs.add(() -> {
                try {
                    done.accept(job.call());
                } catch (Exception thrown) {
                    failed.accept(thrown);
                }
            });
        }

        void let() {
            while (!jobs.isEmpty()) {
                jobs.remove().run();
            }
        }

        @Override
        public void onUi(Runnable job) {
            job.run();
        }

        @Override
        public void debounce(String key, int milliseconds, Runnable job) {
            job.run();
        }

        @Override
        public void onNextFrame(Runnable job) {
            job.run();
        }
    }

    @Test
    void a_read_sees_every_write_that_was_asked_for_before_it() {
        work.write(() -> seen.add("first"));
        work.read(() -> List.copyOf(seen), now -> assertThat(now).containsExactly("first"), failures::add);
        work.write(() -> seen.add("second"));
        assertThat(seen).as("nothing on the calling thread").isEmpty();
        assertThat(unwritten.getLast()).isEqualTo(2);
        held.let();
        assertThat(seen).containsExactly("first", "second");
        assertThat(unwritten.getLast()).isZero();
        assertThat(failures).isEmpty();
    }

    @Test
    void a_write_that_fails_stops_all_that_builds_on_it_until_it_is_tried_again() {
        boolean[] full = {true};
        work.write(() -> {
            if (full[0]) {
                throw new IllegalStateException("disk full");
            }
            seen.add("first");
        });
        work.write(() -> seen.add("second"));
        held.let();
        assertThat(seen).isEmpty();
        assertThat(failures).singleElement().extracting(Throwable::getMessage).isEqualTo("disk full");
        assertThat(unwritten.getLast()).isEqualTo(2);
        full[0] = false;
        work.retry();
        held.let();
        assertThat(seen).containsExactly("first", "second");
        assertThat(unwritten.getLast()).isZero();
    }

    @Test
    void what_is_given_up_is_not_stored_and_who_waited_to_read_is_told() {
        work.write(() -> {
            throw new IllegalStateException("locked");
        });
        work.read(() -> "never", now -> seen.add(now), thrown -> seen.add(thrown.getClass().getSimpleName()));
        held.let();
        work.discard();
        assertThat(seen).containsExactly(CancellationException.class.getSimpleName());
        assertThat(unwritten.getLast()).isZero();
        work.write(() -> seen.add("later"));
        held.let();
        assertThat(seen).endsWith("later");
    }

    @Test
    void a_read_that_fails_stops_nothing() {
        work.read(() -> {
            throw new IllegalStateException("gone");
        }, now -> seen.add("read"), thrown -> seen.add(thrown.getMessage()));
        work.write(() -> seen.add("written"));
        held.let();
        assertThat(seen).containsExactly("gone", "written");
        assertThat(failures).isEmpty();
    }

    @Test
    void closing_does_what_is_left() {
        work.write(() -> seen.add("first"));
        work.write(() -> seen.add("second"));
        work.close();
        assertThat(seen).containsExactly("first", "second");
    }

    @RepeatedTest(50)
    void no_job_overtakes_another(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Boolean> writes = random.ints(random.nextInt(20), 0, 2).mapToObj(one -> one == 1).toList();
        Held runner = new Held();
        List<Integer> order = new ArrayList<>();
        OrderedWork ordered = new OrderedWork(runner, count -> { }, thrown -> { });
        for (int i = 0; i < writes.size(); i++) {
            int number = i;
            if (writes.get(i)) {
                ordered.write(() -> order.add(number));
            } else {
                ordered.read(() -> order.add(number), done -> { }, thrown -> { });
            }
            if (i % 3 == 0) {
                runner.let();
            }
        }
        ordered.close();
        runner.let();
        assertThat(order).isSorted().hasSize(writes.size());
    }
}
