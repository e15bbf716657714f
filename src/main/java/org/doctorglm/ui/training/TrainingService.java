package org.doctorglm.ui.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.doctorglm.dataset.Dataset;
import org.doctorglm.dataset.lint.LintReport;
import org.doctorglm.engine.EngineException;
import org.doctorglm.model.GlmConfig;
import org.doctorglm.model.LossCard;
import org.doctorglm.model.Precision;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Progress;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.profile.MissingPart;
import org.doctorglm.training.LocalTraining.Compared;
import org.doctorglm.training.LocalTraining.Gain;
import org.doctorglm.training.MetricTable;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.StepTimes;
import org.doctorglm.training.TrainingCheck;
import org.jspecify.annotations.Nullable;

/// What the training pages ask of the core. All calls block and are made on background threads.
///
/// Nothing that computes with the network runs in the window's own program: the trainer outlives the window, and a trainer that runs out of
/// memory takes nobody with it.
public interface TrainingService {
    /// A network that an adapter can be trained on.
    ///
    /// @param unrounded whether what was trained can be merged into it as it is
    record Base(String name, Precision precision, long bytes, GlmConfig config, boolean unrounded) {
    }

    /// What this computer has.
    ///
    /// @param memory bytes that a trainer may take now
    /// @param disk free bytes where runs are kept
    record Room(long memory, long disk) {
    }

    /// What became of an adapter.
    ///
    /// @param pack its name; there only if it passed
    record Published(String pack, LossCard card, boolean passed) {
    }

    /// A failure that the trainer's own program has put into words.
    final class TrainerFailure extends IOException {
        private static final long serialVersionUID = 1;

        public TrainerFailure(String sentence) {
            super(sentence);
        }
    }

    List<Dataset> data() throws IOException;

    List<Base> bases() throws IOException;

    /// Department profiles of this computer, by name.
    List<DepartmentProfile> profiles() throws IOException;

    /// What of a profile is not on this computer as it should be; reads the set, seconds for a large one.
    List<MissingPart> missing(DepartmentProfile profile, Cancellation cancellation) throws IOException;

    TrainingCheck check(TrainingDraft draft, Cancellation cancellation) throws IOException;

    LintReport lint(String data, Progress progress, Cancellation cancellation) throws IOException;

    Room room() throws IOException;

    /// Takes a few steps of the recipe with samples as long as those of the data, and forgets them.
    StepTimes probe(TrainingDraft draft, TrainingCheck check, Cancellation cancellation) throws IOException;

    /// Makes the folder of a run; nothing is trained yet.
    RunFolder begin(String name, TrainingDraft draft) throws IOException;

    /// Lets a trainer begin or go on; comes back at once.
    void start(RunFolder run) throws IOException;

    /// Puts a run at the end of those that wait. Where nobody trains, a trainer begins with the first of them; comes back at once.
    void enqueue(RunFolder run) throws IOException;

    /// Takes a run out of those that wait.
    void dequeue(RunFolder run) throws IOException;

    /// Lets a trainer begin with those that wait; comes back at once.
    void startQueue() throws IOException;

    /// Newest first.
    List<RunFolder> runs() throws IOException;

    /// @param step of the checkpoint, 0 for the best one
    Gain gain(RunFolder run, long step, Cancellation cancellation) throws IOException;

    /// Overlap of the base's and each checkpoint's answers with held-out ones.
    ///
    /// @param questions most that are asked
    MetricTable metrics(RunFolder run, int questions, Cancellation cancellation) throws IOException;

    /// @param step of the checkpoint, 0 for the best one
    List<Compared> compare(RunFolder run, long step, List<String> questions, Cancellation cancellation) throws IOException;

    /// Writes the adapter in peft's layout.
    void export(RunFolder run, long step, Path folder) throws IOException;

    /// @param base folder of the checkpoint that a rounded base was made of
    Published publish(RunFolder run, long step, @Nullable Path base, Precision precision, String name, Progress progress, Cancellation cancellation)
            throws IOException, EngineException;

    /// Departments that a set names, the most frequent first; none for a file that is no set.
    List<String> departments(String data) throws IOException;

    /// Ties a pack to the run that it was made of, as a department profile that the consultation page offers.
    ///
    /// @param step of the checkpoint, 0 for the best one
    /// @throws org.doctorglm.profile.ProfileException EXISTS, BAD_NAME
    void saveProfile(String name, List<String> departments, RunFolder run, long step, String pack, Cancellation cancellation) throws IOException;

    /// Copies a pack to a folder, a USB stick for example, from where another computer takes it.
    ///
    /// @param progress in bytes
    void copyOut(String pack, Path folder, Progress progress, Cancellation cancellation) throws IOException;

    /// The pack that answers from the next question on.
    void use(String pack) throws IOException, EngineException;
}
