package org.doctorglm.ui.task;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Takes work off the JavaFX thread and brings results back to it.
///
/// View models know this interface only, so that their tests can run everything at once on one thread.
public interface TaskRunner extends Frames {
    /// Runs `job` on a background thread, then exactly one of the two others on the JavaFX thread.
    <T> void run(Callable<T> job, Consumer<T> done, Consumer<Throwable> failed);

    /// Runs `work` on the JavaFX thread: at once when called there, otherwise after what was handed over before.
    void onUi(Runnable work);

    /// Runs `work` on the JavaFX thread when no further call with the same key came for `milliseconds`.
    void debounce(String key, int milliseconds, Runnable work);
}
