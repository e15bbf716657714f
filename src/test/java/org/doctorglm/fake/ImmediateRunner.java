package org.doctorglm.fake;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.doctorglm.ui.task.TaskRunner;

/// Everything at once on the calling thread: view models can be tested without a toolkit.
public final class ImmediateRunner implements TaskRunner {
    @Override
    public <T> void run(Callable<T> job, Consumer<T> done, Consumer<Throwable> failed) {
        T result;
        try {
            result = job.call();
        } catch (Throwable thrown) {
            failed.accept(thrown);
            return;
        }
        done.accept(result);
    }

    @Override
    public void onUi(Runnable work) {
        work.run();
    }

    @Override
    public void debounce(String key, int milliseconds, Runnable work) {
        work.run();
    }

    @Override
    public void onNextFrame(Runnable work) {
        work.run();
    }
}
