package org.doctorglm.ui.experiment;

import java.io.IOException;
import java.time.Instant;
import org.doctorglm.experiment.ExperimentPlan;
import org.jspecify.annotations.Nullable;

/// An experiment as the list shows it.
///
/// @param plan null where it cannot be read
/// @param answered answers that are on disk
/// @param held whether some program adds answers to it now
/// @param damage why it cannot be read, null where it can
public record StoredExperiment(String name, Instant begun, @Nullable ExperimentPlan plan, long answered, boolean held, @Nullable IOException damage) {
    /// How far it is.
    public enum State {
        DONE, PART, RUNNING,
        /// Another program adds answers.
        ELSEWHERE, UNREADABLE
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
        if (name.equals(running)) {
            return State.RUNNING;
        }
        return answered >= planned() ? State.DONE : held ? State.ELSEWHERE : State.PART;
    }

    StoredExperiment withAnswered(long now) {
        return new StoredExperiment(name, begun, plan, now, held, damage);
    }
}
