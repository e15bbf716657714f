package org.doctorglm.ui.overview;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.doctorglm.pipeline.PipelineCounts;
import org.doctorglm.ui.task.TaskRunner;
import org.jspecify.annotations.Nullable;

/// How much there is at each place of the loop. What was counted last stays on screen while it is counted again, so that the page never flickers.
public final class OverviewViewModel {
    private final OverviewService service;
    private final TaskRunner runner;
    private final ReadOnlyObjectWrapper<@Nullable PipelineCounts> counts = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper failed = new ReadOnlyBooleanWrapper();
    private boolean looking;
    private boolean again;

    public OverviewViewModel(OverviewService service, TaskRunner runner) {
        this.service = service;
        this.runner = runner;
    }

    /// Null until they were read once.
    public ReadOnlyObjectProperty<@Nullable PipelineCounts> counts() {
        return counts.getReadOnlyProperty();
    }

    /// Whether they could not be read the last time.
    public ReadOnlyBooleanProperty failed() {
        return failed.getReadOnlyProperty();
    }

    /// Counts in the background; asked for while it counts, it counts once more afterwards, as what has changed may have been counted before.
    public void look() {
        if (looking) {
            again = true;
            return;
        }
        looking = true;
        runner.run(service::counts, now -> {
            counts.set(now);
            ended(false);
        }, thrown -> ended(true));
    }

    private void ended(boolean badly) {
        failed.set(badly);
        looking = false;
        if (again) {
            again = false;
            look();
        }
    }
}
