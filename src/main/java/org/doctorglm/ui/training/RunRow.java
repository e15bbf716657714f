package org.doctorglm.ui.training;

import java.io.IOException;
import java.util.Optional;
import org.doctorglm.training.RunFile;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.RunState;

/// A run as the list shows it.
///
/// @param place among those that wait, empty where it does not
/// @param asked what was asked of its trainer and not heard yet
public record RunRow(RunFolder run, RunFile file, RunState state, Optional<RunFolder.Best> best, Optional<RunFolder.Failure> failure,
                     Optional<RunFolder.Command> asked, Optional<Long> place) {
    static RunRow of(RunFolder run) throws IOException {
        RunState state = RunState.of(run);
        return new RunRow(run, run.run(), state, run.best(), run.failure(), state == RunState.TRAINING ? run.asked() : Optional.empty(),
                state == RunState.QUEUED ? run.queued() : Optional.empty());
    }

    public String name() {
        return run.name();
    }
}
