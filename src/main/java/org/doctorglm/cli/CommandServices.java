package org.doctorglm.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.doctorglm.consultation.Consultation;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.consultation.PackComparison;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.MedicalTerms;
import org.doctorglm.dataset.proposal.Sheet;
import org.doctorglm.dataset.proposal.Wording;
import org.doctorglm.dialogue.DialogueRepository;
import org.doctorglm.embedding.EncoderInstaller;
import org.doctorglm.engine.Engine;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.EngineKind;
import org.doctorglm.engine.Fallback;
import org.doctorglm.engine.onnx.device.GraphicsCard;
import org.doctorglm.engine.onnx.device.GraphicsPackInstaller;
import org.doctorglm.experiment.DesignerExperiment;
import org.doctorglm.experiment.ExperimentRunner;
import org.doctorglm.experiment.Experiments;
import org.doctorglm.generation.Generator;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.Progress;
import org.doctorglm.profile.ProfileRepository;
import org.doctorglm.release.Publisher;
import org.doctorglm.release.RunPublisher;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.study.QuickStudy;
import org.doctorglm.study.StudySize;
import org.doctorglm.training.LocalTraining;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.StepTimes;
import org.jspecify.annotations.Nullable;

/// What commands work with; each service is made when it is first asked for, so that a small command starts fast.
public interface CommandServices extends AutoCloseable {
    Directories directories();

    ModelStore models();

    /// The pack with this name, or the one new answers come from.
    ModelPack pack(@Nullable String name) throws IOException, ConsultationException;

    /// Compares the hashes of a pack and remembers what came out.
    void verify(ModelPack pack, Progress progress, Cancellation cancellation) throws IOException;

    Generator generator();

    /// An engine of one's own for a pack, without tokenizer; the caller closes it.
    Engine engine(ModelPack pack, EngineKind kind) throws EngineException;

    /// Where the libraries for graphics cards are put.
    GraphicsPackInstaller graphicsPacks();

    /// The graphics cards of this computer.
    List<GraphicsCard> graphicsCards();

    /// Where a hospital's own sentence model is put.
    EncoderInstaller encoders();

    DialogueRepository dialogues();

    /// The library with its index ready.
    DiseaseLibrary library() throws IOException;

    /// @param model name of a pack, null for the active one
    /// @param acceptFailedGate whether a pack answers that failed its quality gate
    Consultation consultation(@Nullable String model, boolean acceptFailedGate) throws IOException;

    /// With a pack that did not fail its quality gate.
    default Consultation consultation(@Nullable String model) throws IOException {
        return consultation(model, false);
    }

    /// For research question 4.
    DesignerExperiment designerExperiment() throws IOException;

    /// Where experiments are kept.
    default Experiments experiments() {
        return new Experiments(directories().experiments());
    }

    /// Answers the cells of experiments.
    ExperimentRunner experimentRunner() throws IOException;

    /// For comparisons of packs.
    PackComparison comparison() throws IOException;

    /// Makes packs of what was trained.
    Publisher publisher();

    /// Makes packs of runs.
    default RunPublisher runPublisher() throws IOException {
        return new RunPublisher(training(), models(), publisher());
    }

    /// Trains a run to its end in a program of its own, so that its memory can be told apart.
    ///
    /// @throws java.util.concurrent.CancellationException when cancelled; the run can go on
    void trainApart(RunFolder run, Progress progress, Cancellation cancellation) throws IOException;

    /// Everything that the report on the research questions looks for.
    default QuickStudy quickStudy(StudySize size) throws IOException {
        return new QuickStudy(new QuickStudy.Means(models(), datasets(), runPublisher(), this::trainApart, experiments(), experimentRunner()), size);
    }

    /// Why the network does not run on what was asked for, empty where it does.
    Optional<Fallback> fallback();

    /// Sets of dialogues to learn from.
    DatasetRepository datasets();

    /// Answers under review and what was said about them.
    ReviewRepository reviews();

    /// What the library's dictionary finds in a text.
    MedicalTerms medicalTerms() throws IOException;

    /// What a disease sheet says, for questions about it.
    ///
    /// @param name of the disease, or an alias
    Optional<Sheet> sheet(String name) throws IOException;

    /// A pack as a writer of wordings.
    ///
    /// @param model name of a pack, null for the active one
    Wording wording(@Nullable String model) throws IOException, ConsultationException;

    /// Training on this computer.
    LocalTraining training() throws IOException;

    /// What ties a department's data, prompt, pack and questions together.
    default ProfileRepository profiles() {
        return new ProfileRepository(directories().profiles());
    }

    /// Measures steps on samples of one length.
    ///
    /// @param sampleTokens fed tokens of a sample
    /// @param learned tokens of them
    StepTimes stepTimes(ModelPack pack, Recipe recipe, int sampleTokens, int learned, int steps) throws IOException;

    @Override
    void close();

    /// Opens the services of one home.
    @FunctionalInterface
    interface Opener {
        /// @param threads for the engine, 0 for its own choice
        CommandServices open(Directories directories, int threads);
    }
}
