package org.doctorglm.training;

import java.util.Locale;

/// What a severe alarm does to a run.
public enum AlarmPolicy {
    /// The run is over: nobody needs to be there, and what was best is kept.
    STOP,
    /// The run waits until somebody has looked at it; it may go on.
    PAUSE;

    /// As in recipes.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
