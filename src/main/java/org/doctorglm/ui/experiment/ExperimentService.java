package org.doctorglm.ui.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.doctorglm.engine.EngineException;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.DesignerExperiment.Report;
import org.doctorglm.experiment.ExperimentAnswer;
import org.doctorglm.experiment.ExperimentPlan;
import org.doctorglm.export.ReviewTableExporter.Form;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;

/// What the experiments page asks of the core. All calls block and are made on background threads.
public interface ExperimentService {
    /// A network that can answer.
    ///
    /// @param tokensPerSecond roughly, 0 while nobody knows
    record Candidate(String name, String precision, double tokensPerSecond) {
    }

    /// A run of training whose checkpoints can answer.
    ///
    /// @param model that it began with
    /// @param checkpoints how many it still has
    record Run(String name, String model, int checkpoints) {
    }

    /// Why the comparison with and without the designer could not be made.
    final class DesignerFailure extends Exception {
        private static final long serialVersionUID = 1;

        public DesignerFailure(String detail, Throwable cause) {
            super(detail, cause);
        }
    }

    /// Newest first, also those that cannot be read.
    List<StoredExperiment> list() throws IOException;

    List<Candidate> models() throws IOException;

    /// Only those with checkpoints.
    List<Run> runs() throws IOException;

    /// A plan as people write it, in YAML or JSON.
    ///
    /// @throws org.doctorglm.experiment.ExperimentException BAD_PLAN
    /// @throws org.doctorglm.model.ModelException for a network or adapter that is not there
    ExperimentPlan plan(Path file) throws IOException;

    /// Lines of a text file that hold something.
    List<String> lines(Path file) throws IOException;

    /// Makes the folder of a new experiment; nothing is answered yet.
    ///
    /// @throws org.doctorglm.experiment.ExperimentException EXISTS, BAD_NAME, BAD_PLAN, TOO_MANY
    void begin(ExperimentDraft draft) throws IOException;

    /// Answers what has no answer yet; what is answered stays.
    ///
    /// @param progress answers made, of all
    /// @throws org.doctorglm.experiment.ExperimentException BUSY, CHANGED, DAMAGED
    /// @throws java.util.concurrent.CancellationException when cancelled
    void run(String name, Progress progress, Cancellation cancellation) throws IOException, EngineException;

    /// Stored answers of one experiment, or of several together.
    List<ExperimentAnswer> answers(List<String> names) throws IOException;

    /// Writes a stored answer again.
    ///
    /// @return whether the words are the same
    boolean replay(ExperimentAnswer answer, Cancellation cancellation) throws IOException, EngineException;

    /// Puts answers that say something into the reviewers' queue.
    ///
    /// @return how many
    int review(List<ExperimentAnswer> answers) throws IOException;

    /// Writes figures, and the answers with the marks of reviewers, to a file.
    ///
    /// @param columns the same as rows for one column only
    void export(List<String> names, Axis rows, Axis columns, boolean withAnswers, Form form, Path file) throws IOException;

    /// Takes an experiment with all its answers away.
    ///
    /// @throws org.doctorglm.experiment.ExperimentException UNKNOWN, BUSY
    void remove(String name) throws IOException;

    /// Questions made of the library, with and without the prompt designer, with the pack that answers now. Nothing is stored.
    ///
    /// @param questions how many
    /// @param progress questions answered, of all
    /// @throws DesignerFailure when no pack is there or the engine fails
    /// @throws java.util.concurrent.CancellationException when cancelled
    Report designer(int questions, Progress progress, Cancellation cancellation) throws DesignerFailure;
}
