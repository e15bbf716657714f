package org.doctorglm.platform;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;

/// A request to stop a long job, made from any thread and looked at by the job between two pieces of work.
///
/// A job that cannot look for a while (a native call) registers a hook with [#onCancel(Runnable)].
/// Thread-safe. One object serves one job; it is never reset.
public final class Cancellation {
    private final CopyOnWriteArrayList<Runnable> hooks = new CopyOnWriteArrayList<>();
    private volatile boolean requested;

    /// Asks the job to stop. The hooks run on the calling thread, each once; they must not wait for the job.
    public void request() {
        requested = true;
        synchronized (hooks) {
            for (Runnable hook : hooks) {
                hooks.remove(hook);
                hook.run();
            }
        }
    }

    public boolean isRequested() {
        return requested;
    }

    /// @throws CancellationException when the job was asked to stop
    public void throwIfRequested() {
        if (requested) {
            throw new CancellationException();
        }
    }

    /// Runs `hook` when the job is asked to stop, at once if it was already.
    ///
    /// @return closes the registration and waits for a hook that is running: afterwards what the hook touches may be freed
    public Registration onCancel(Runnable hook) {
        synchronized (hooks) {
            if (requested) {
                hook.run();
            } else {
                hooks.add(hook);
            }
        }
        return () -> {
            synchronized (hooks) {
                hooks.remove(hook);
            }
        };
    }

    /// A registered hook.
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
