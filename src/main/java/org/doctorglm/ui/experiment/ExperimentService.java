package org.doctorglm.ui.experiment;

import org.doctorglm.experiment.DesignerExperiment.Report;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// What the experiments page asks of the core. Blocks; called on a background thread.
@FunctionalInterface
public interface ExperimentService {
    /// The same questions with and without the prompt designer, with the pack that answers now.
    ///
    /// @param questions how many
    /// @param progress questions answered, of all
    /// @throws ExperimentException when no pack is there or the engine fails
    /// @throws java.util.concurrent.CancellationException when cancelled
    Report designer(int questions, Progress progress, Cancellation cancellation) throws ExperimentException;

    /// Why an experiment could not be made.
    final class ExperimentException extends Exception {
        public ExperimentException(String detail, Throwable cause) {
            super(detail, cause);
        }
    }
}
