package org.doctorglm.training;

import java.io.IOException;
import java.util.Locale;

/// What may be said of a run from its folder alone.
public enum RunState {
    /// A trainer is at work, in this program or another.
    TRAINING,
    /// It waits until others have ended.
    QUEUED,
    /// Its trainer was killed; it can go on.
    INTERRUPTED,
    /// Its trainer gave up, see [RunFolder#failure()]; it may be tried again.
    FAILED,
    FINISHED,
    PAUSED,
    STOPPED,
    GUARD,
    GUARD_PAUSED,
    DISK_FULL;

    public static RunState of(RunFolder run) throws IOException {
        if (run.training()) {
            return TRAINING;
        }
        if (run.queued().isPresent()) {
            return QUEUED;
        }
        if (run.failure().isPresent()) {
            return FAILED;
        }
        return run.end().map(ended -> valueOf(ended.end().name())).orElse(INTERRUPTED);
    }

    /// As others script against it.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether it may be trained further.
    public boolean mayGoOn() {
        return switch (this) {
            case QUEUED, INTERRUPTED, FAILED -> true;
            case TRAINING -> false;
            case FINISHED, PAUSED, STOPPED, GUARD, GUARD_PAUSED, DISK_FULL -> RunEnd.valueOf(name()).mayGoOn();
        };
    }
}
