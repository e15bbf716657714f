package org.doctorglm.training;

import java.util.Locale;

/// Why a run is not being trained any more.
public enum RunEnd {
    /// All steps were taken.
    FINISHED,
    /// Somebody asked for it; it can go on.
    PAUSED,
    /// Somebody ended it.
    STOPPED,
    /// The guard ended it.
    GUARD,
    /// The guard asks somebody to look; it can go on.
    GUARD_PAUSED,
    /// The disk is full; it can go on when there is room.
    DISK_FULL;

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether the run may be trained further.
    public boolean mayGoOn() {
        return this == PAUSED || this == GUARD_PAUSED || this == DISK_FULL;
    }
}
