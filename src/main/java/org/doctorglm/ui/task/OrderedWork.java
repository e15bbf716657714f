package org.doctorglm.ui.task;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Jobs that must not overtake one another, such as writes to the disk: one at a time, in the order they came, never on the JavaFX thread but for
/// [#close()], which does what is left before it returns.
///
/// A write that fails stays the first one and stops the queue until [#retry()] or [#discard()], so that nothing is stored that builds on what was not.
public final class OrderedWork implements AutoCloseable {
    private final TaskRunner runner;
    private final IntConsumer unwritten;
    private final Consumer<Throwable> failed;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final Deque<Step> waiting = new ArrayDeque<>();
    private int writes;
    private boolean draining;
    private boolean stopped;

    /// @param failed null for a write
    private record Step(Runnable job, @Nullable Consumer<Throwable> failed) {
    }

    /// @param unwritten told on the JavaFX thread how many writes wait
    /// @param failed told on the JavaFX thread why a write failed
    public OrderedWork(TaskRunner runner, IntConsumer unwritten, Consumer<Throwable> failed) {
        this.runner = runner;
        this.unwritten = unwritten;
        this.failed = failed;
    }

    public void write(Runnable job) {
        synchronized (waiting) {
            waiting.add(new Step(job, null));
            writes++;
        }
        tell();
        begin();
    }

    /// Sees everything that was written before. One of the two others is called on the JavaFX thread.
    public <T> void read(Callable<T> job, Consumer<T> done, Consumer<Throwable> notDone) {
        synchronized (waiting) {
            waiting.add(new Step(() -> {
                T result;
                try {
                    result = job.call();
                } catch (Exception thrown) {
                    runner.onUi(() -> notDone.accept(thrown));
                    return;
                }
                runner.onUi(() -> done.accept(result));
            }, notDone));
        }
        begin();
    }

    /// Tries the write that failed once more.
    public void retry() {
        synchronized (waiting) {
            stopped = false;
        }
        begin();
    }

    /// Forgets what could not be written and all that came after it.
    public void discard() {
        Deque<Step> gone;
        synchronized (waiting) {
            gone = new ArrayDeque<>(waiting);
            waiting.clear();
            writes = 0;
            stopped = false;
        }
        tell();
        gone.forEach(step -> {
            if (step.failed != null) {
                step.failed.accept(new CancellationException());
            }
        });
    }

    private void begin() {
        synchronized (waiting) {
            if (draining || stopped || waiting.isEmpty()) {
                return;
            }
            draining = true;
        }
        runner.run(() -> {
            drain();
            return true;
        }, done -> { }, thrown -> failed.accept(thrown));
    }

    private void drain() {
        while (step()) {
            tell();
        }
        tell();
    }

    private boolean step() {
        oneAtATime.lock();
        try {
            Step first;
            synchronized (waiting) {
                first = stopped ? null : waiting.peek();
                if (first == null) {
                    draining = false;
                    return false;
                }
            }
            try {
                first.job.run();
            } catch (RuntimeException thrown) {
                synchronized (waiting) {
                    stopped = true;
                    draining = false;
                }
                runner.onUi(() -> failed.accept(thrown));
                return false;
            }
            synchronized (waiting) {
                if (waiting.peek() == first) {
                    waiting.remove();
                    writes -= first.failed == null ? 1 : 0;
                }
            }
            return true;
        } finally {
            oneAtATime.unlock();
        }
    }

    private void tell() {
        int now;
        synchronized (waiting) {
            now = writes;
        }
        runner.onUi(() -> unwritten.accept(now));
    }

    /// Does what is left on the calling thread.
    @Override
    public void close() {
        synchronized (waiting) {
            stopped = false;
            draining = true;
        }
        drain();
    }
}
