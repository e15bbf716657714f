package org.doctorglm.ui.task;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;

/// The window's runner: daemon threads for the work, one animation timer for the frames.
///
/// The timer runs only while something waits for a frame; an idle window costs no processor time.
/// Closed by the window; jobs that still run are interrupted.
public final class FxTaskRunner implements TaskRunner, AutoCloseable {
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("ui-task-", 1).factory());
    private final Queue<Runnable> frameWork = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean beating = new AtomicBoolean();
    private final Map<String, PauseTransition> pauses = new HashMap<>();
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            beat();
        }
    };

    @Override
    public <T> void run(Callable<T> job, Consumer<T> done, Consumer<Throwable> failed) {
        try {
            threads.execute(() -> {
                T result;
                try {
                    result = job.call();
                } catch (Throwable thrown) {
                    // Errors too: a job that dies unseen would leave the window waiting for ever.
                    onUi(() -> failed.accept(thrown));
                    return;
                }
                onUi(() -> done.accept(result));
            });
        } catch (RejectedExecutionException closed) {
            onUi(() -> failed.accept(closed));
        }
    }

    @Override
    public void onUi(Runnable work) {
        if (Platform.isFxApplicationThread()) {
            work.run();
        } else {
            Platform.runLater(work);
        }
    }

    @Override
    public void onNextFrame(Runnable work) {
        frameWork.add(work);
        if (beating.compareAndSet(false, true)) {
            onUi(timer::start);
        }
    }

    @Override
    public void debounce(String key, int milliseconds, Runnable work) {
        PauseTransition pause = pauses.computeIfAbsent(key, k -> new PauseTransition());
        pause.stop();
        pause.setDuration(Duration.millis(milliseconds));
        pause.setOnFinished(event -> work.run());
        pause.playFromStart();
    }

    private void beat() {
        int waiting = frameWork.size();
        for (int i = 0; i < waiting; i++) {
            Runnable work = frameWork.poll();
            if (work != null) {
                work.run();
            }
        }
        if (frameWork.isEmpty()) {
            timer.stop();
            beating.set(false);
            // Work may have come between the look and the flag.
            if (!frameWork.isEmpty() && beating.compareAndSet(false, true)) {
                timer.start();
            }
        }
    }

    @Override
    public void close() {
        pauses.values().forEach(PauseTransition::stop);
        threads.shutdownNow();
    }
}
