package org.doctorglm.ui.experiment;

import java.io.IOException;
import java.time.Instant;
import org.doctorglm.experiment.ExperimentPlan;
import org.jspecify.annotations.Nullable;

/// An experiment as the list shows it.
///
/// @param plan null where it cannot be read
/// @param answered answers that are on disk
/// @param damage why it cannot be read, null where it can
public record StoredExperiment(String name, Instant begun, @Nullable ExperimentPlan plan, long answered, @Nullable IOException damage) {
    /// How far it is.
    public enum State {
        DONE, PART, RUNNING, UNREADABLE
    }

    /// How many answers it wants.
    public long planned() {
        return plan == null ? 0 : plan.size();
    }

    /// @param running name of the experiment that this window runs now
    public State state(String running) {
        if (plan == null) {
            return State.UNREADABLE;
        }
        return name.equals(running) ? State.RUNNING : answered >= planned() ? State.DONE : State.PART;
    }

    StoredExperiment withAnswered(long now) {
        return new StoredExperiment(name, begun, plan, now, damage);
    }
}
