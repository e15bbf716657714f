package org.doctorglm.app;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.doctorglm.cli.CommandServices;
import org.doctorglm.consultation.Consultation;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.consultation.LocalConsultation;
import org.doctorglm.consultation.ModelChoice;
import org.doctorglm.consultation.PackComparison;
import org.doctorglm.consultation.ReadingSpeed;
import org.doctorglm.consultation.Safety;
import org.doctorglm.consultation.Templates;
import org.doctorglm.dataset.DatasetRepository;
import org.doctorglm.dataset.MedicalTerms;
import org.doctorglm.dataset.proposal.Sheet;
import org.doctorglm.dataset.proposal.Wording;
import org.doctorglm.dialogue.DialogueRepository;
import org.doctorglm.embedding.EncoderInstaller;
import org.doctorglm.embedding.SentenceEncoder;
import org.doctorglm.embedding.onnx.OnnxEncoder;
import org.doctorglm.engine.Engine;
import org.doctorglm.engine.EngineException;
import org.doctorglm.engine.EngineKind;
import org.doctorglm.engine.Fallback;
import org.doctorglm.engine.cpu.CpuEngine;
import org.doctorglm.engine.onnx.OnnxEngine;
import org.doctorglm.engine.onnx.device.GraphicsCard;
import org.doctorglm.engine.onnx.device.GraphicsPackInstaller;
import org.doctorglm.experiment.DesignerExperiment;
import org.doctorglm.experiment.ExperimentRunner;
import org.doctorglm.generation.Generator;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.knowledge.EntryRepository;
import org.doctorglm.knowledge.LibraryEditor;
import org.doctorglm.knowledge.MeaningIndex;
import org.doctorglm.knowledge.lucene.LuceneTextIndex;
import org.doctorglm.model.ModelPack;
import org.doctorglm.model.ModelStore;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.Progress;
import org.doctorglm.platform.Version;
import org.doctorglm.profile.DepartmentProfile;
import org.doctorglm.prompt.PromptDesigner;
import org.doctorglm.review.ReviewRepository;
import org.doctorglm.safety.AnswerCheck;
import org.doctorglm.storage.Database;
import org.doctorglm.storage.SettingsTable;
import org.doctorglm.storage.SqliteDatasetRepository;
import org.doctorglm.storage.SqliteDialogueRepository;
import org.doctorglm.storage.SqliteEntryRepository;
import org.doctorglm.storage.SqliteReviewRepository;
import org.doctorglm.release.Publisher;
import org.doctorglm.tokenizer.GlmTokenizer;
import org.doctorglm.training.LocalTraining;
import org.doctorglm.training.Recipe;
import org.doctorglm.training.RunFolder;
import org.doctorglm.training.StepTimes;
import org.doctorglm.training.TrainingRuns;
import org.doctorglm.training.djl.DjlNetwork;
import org.doctorglm.training.djl.StepBenchmark;
import org.doctorglm.ui.text.Language;
import org.jspecify.annotations.Nullable;

/// All services of one home, each made when first needed. Thread-safe; close it to stop the engine and close the files.
public final class DoctorGlm implements CommandServices {
    static final String ACTIVE_MODEL = "model.active";
    private static final String ACCEPTED = "model.accepted.";
    static final String THREADS = "engine.threads";
    /// Names the device that was asked for; absent, it is the processor.
    static final String DEVICE = "engine.device";
    static final String PROCESSOR = "processor";

    private final Directories directories;
    private final int threads;
    private final ModelStore models;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private @Nullable Database database;
    private @Nullable DialogueRepository dialogues;
    private @Nullable SettingsTable settings;
    private @Nullable Generator generator;
    private @Nullable DiseaseLibrary library;
    private @Nullable LibraryEditor editor;
    private boolean indexed;
    private final Graphics graphics;
    private final EncoderInstaller encoders;
    private volatile @Nullable Fallback refused;

    /// @param threads for the engine, 0 for the user's setting or its own choice
    public DoctorGlm(Directories directories, int threads) {
        this.directories = directories;
        this.threads = threads;
        this.graphics = new Graphics(directories.graphics());
        this.encoders = new EncoderInstaller(directories.encoder(), OnnxEncoder::open);
        this.models = new ModelStore(directories.shippedModels(), directories.importedModels(), Version.current(),
                file -> GlmTokenizer.load(file, 0));
    }

    @Override
    public Directories directories() {
        return directories;
    }

    @Override
    public ModelStore models() {
        return models;
    }

    @Override
    public ModelPack pack(@Nullable String name) throws ConsultationException {
        // Who names a pack to measure it does not ask a doctor's question.
        return choice(name, name != null).active();
    }

    /// A pack by its name, else that of the chosen profile, else the one that was chosen by itself.
    private ModelChoice choice(@Nullable String name, boolean acceptFailedGate) {
        return name != null ? plain(() -> Optional.of(name), acceptFailedGate) : profileModel(acceptFailedGate);
    }

    private ProfileModel profileModel(boolean acceptFailedGate) {
        return new ProfileModel(activeProfile(), models, plain(() -> settings().get(ACTIVE_MODEL), acceptFailedGate),
                pack -> plain(() -> Optional.of(pack), acceptFailedGate));
    }

    private ModelChoice plain(Supplier<Optional<String>> chosen, boolean acceptFailedGate) {
        return new ActiveModel(models, checks()::damaged, chosen, pack -> acceptFailedGate || accepted(pack));
    }

    /// The profile that the next questions go to.
    ActiveProfile activeProfile() {
        return new ActiveProfile(profiles(), settings());
    }

    /// The pack that a profile would answer with.
    ModelPack packOf(DepartmentProfile profile) throws ConsultationException {
        return profileModel(false).of(profile);
    }

    /// Remembers that a pack may answer though it failed its quality gate.
    void accept(ModelPack pack) {
        settings().put(ACCEPTED + pack.sha256(), "yes");
    }

    private boolean accepted(ModelPack pack) {
        return settings().get(ACCEPTED + pack.sha256()).isPresent();
    }

    PackChecks checks() {
        return new PackChecks(settings(), Clock.systemUTC());
    }

    @Override
    public void verify(ModelPack pack, Progress progress, Cancellation cancellation) throws IOException {
        checks().verify(pack, models.list(), progress, cancellation);
    }

    synchronized Database database() {
        if (database == null) {
            database = Database.open(directories.database(), directories.backups());
            open.push(database);
        }
        return database;
    }

    @Override
    public synchronized DialogueRepository dialogues() {
        if (dialogues == null) {
            dialogues = new SqliteDialogueRepository(database());
        }
        return dialogues;
    }

    /// Settings of this home.
    public synchronized SettingsTable settings() {
        if (settings == null) {
            settings = new SettingsTable(database());
        }
        return settings;
    }

    @Override
    public synchronized Generator generator() {
        if (generator == null) {
            generator = new Generator(pack -> engine(pack, EngineKind.BEST));
            open.push(generator);
        }
        return generator;
    }

    @Override
    public Engine engine(ModelPack pack, EngineKind kind) throws EngineException {
        return switch (kind) {
            case BEST -> chosen(pack);
            case KERNELS -> CpuEngine.load(pack, engineThreads());
            case ONNX -> OnnxEngine.load(pack, engineThreads());
            case GRAPHICS -> graphics.load(pack, device().startsWith(Graphics.KEY) ? device() : Graphics.KEY);
        };
    }

    /// On the graphics card if the user chose one and it can be used, else on the processor: slower, but it answers.
    private Engine chosen(ModelPack pack) throws EngineException {
        refused = null;
        if (device().startsWith(Graphics.KEY)) {
            try {
                return graphics.load(pack, device());
            } catch (EngineException e) {
                refused = e.missing().orElseGet(() -> new Fallback(Fallback.Reason.GRAPHICS_FAILED, String.valueOf(e.getMessage())));
            }
        }
        return CpuEngine.available() ? CpuEngine.load(pack, engineThreads()) : OnnxEngine.load(pack, engineThreads());
    }

    /// Name of the device that was chosen.
    String device() {
        return settings().get(DEVICE).orElse(PROCESSOR);
    }

    Graphics graphics() {
        return graphics;
    }

    @Override
    public GraphicsPackInstaller graphicsPacks() {
        return graphics.installer();
    }

    @Override
    public List<GraphicsCard> graphicsCards() {
        return graphics.cards();
    }

    /// Why the network does not run on what was asked for: the device that the user chose, our kernels on the processor.
    @Override
    public Optional<Fallback> fallback() {
        Fallback why = refused;
        boolean graphicsAsked = device().startsWith(Graphics.KEY);
        return why != null ? Optional.of(why) : graphicsAsked ? Optional.empty() : CpuEngine.missing();
    }

    @Override
    public DesignerExperiment designerExperiment() throws IOException {
        DiseaseLibrary entries = library();
        return new DesignerExperiment(generator(), new PromptDesigner(entries), answerCheck(entries));
    }

    @Override
    public ExperimentRunner experimentRunner() throws IOException {
        DiseaseLibrary entries = library();
        return new ExperimentRunner(models, generator(), new PromptDesigner(entries), answerCheck(entries), Clock.systemUTC(), Version.current());
    }

    @Override
    public Publisher publisher() {
        return new Publisher(models, pack -> engine(pack, EngineKind.BEST));
    }

    private int operatorThreads() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    @Override
    public StepTimes stepTimes(ModelPack pack, Recipe recipe, int sampleTokens, int learned, int steps) throws IOException {
        return StepBenchmark.run(pack, recipe, directories.trainingLibraries(), operatorThreads(), sampleTokens, learned, steps);
    }

    @Override
    public LocalTraining training() {
        return new LocalTraining(new TrainingRuns(directories.runs()), models(),
                (pack, recipe) -> DjlNetwork.open(pack, recipe, directories.trainingLibraries(), operatorThreads()),
                new LocalDialogues(datasets()), Version.current());
    }

    @Override
    public void trainApart(RunFolder run, Progress progress, Cancellation cancellation) throws IOException {
        new TrainerProcess(directories, Language.of(settings().get("language").orElse("")).code()).finish(run, progress, cancellation);
    }

    @Override
    public DatasetRepository datasets() {
        return new SqliteDatasetRepository(directories.datasets());
    }

    @Override
    public ReviewRepository reviews() {
        return new SqliteReviewRepository(database(), Clock.systemUTC());
    }

    @Override
    public MedicalTerms medicalTerms() throws IOException {
        return new LibraryTerms(openLibrary());
    }

    @Override
    public Optional<Sheet> sheet(String name) throws IOException {
        return openLibrary().find(name).map(LibrarySheets::of);
    }

    @Override
    public Wording wording(@Nullable String model) throws ConsultationException {
        return new LocalWording(generator(), pack(model));
    }

    @Override
    public PackComparison comparison() throws IOException {
        return new PackComparison(new PromptDesigner(library()), generator());
    }

    /// Threads that the engine is loaded with, 0 for its own choice.
    int engineThreads() {
        return threads > 0 ? threads : settings().get(THREADS).map(Integer::parseInt).orElse(0);
    }

    private EntryRepository entries() {
        return new SqliteEntryRepository(database());
    }

    /// Changes entries of the library.
    public synchronized LibraryEditor editor() throws IOException {
        if (editor == null) {
            editor = new LibraryEditor(openLibrary(), entries(), Clock.systemUTC());
        }
        return editor;
    }

    /// The library, with an index only when one was built before (see [#buildIndex]).
    public synchronized DiseaseLibrary openLibrary() throws IOException {
        if (library == null) {
            LuceneTextIndex index = new LuceneTextIndex(directories.index());
            library = new DiseaseLibrary(directories.shippedKnowledge(), directories.importedKnowledge(), index, entries(), meaning());
            DiseaseLibrary opened = library;
            open.push(opened::close);
        }
        return library;
    }

    /// By the hospital's sentence model. One that cannot be used is named by `knowledge encoder show`; the library answers without it.
    private MeaningIndex meaning() {
        try {
            Optional<SentenceEncoder> encoder = encoders.open();
            if (encoder.isEmpty()) {
                return MeaningIndex.NONE;
            }
            ExecutorService later = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("doctorglm-encoder").daemon().factory());
            open.push(later::shutdownNow);
            try {
                return new MeaningIndex(encoder.get(), directories.index(), encoders.folder(), later);
            } catch (IOException e) {
                encoder.get().close();
                throw e;
            }
        } catch (IOException e) {
            System.getLogger(DoctorGlm.class.getName()).log(System.Logger.Level.WARNING, "encoder", e);
            return MeaningIndex.NONE;
        }
    }

    @Override
    public EncoderInstaller encoders() {
        return encoders;
    }

    @Override
    public DiseaseLibrary library() throws IOException {
        DiseaseLibrary opened = openLibrary();
        synchronized (this) {
            if (indexed) {
                return opened;
            }
        }
        buildIndex(Progress.NONE, new Cancellation());
        return opened;
    }

    /// Makes the full-text index ready; takes seconds when the library is new.
    public void buildIndex(Progress progress, Cancellation cancellation) throws IOException {
        openLibrary().build(progress, cancellation);
        synchronized (this) {
            indexed = true;
        }
    }

    @Override
    public Consultation consultation(@Nullable String model, boolean acceptFailedGate) throws IOException {
        Templates own = new SettingsTemplates(settings());
        return consultation(choice(model, acceptFailedGate), model != null ? own : new ProfileTemplates(activeProfile(), own), library());
    }

    /// The window's consultation: it may begin before the index is ready.
    public Consultation consultation() throws IOException {
        return consultation(choice(null, false), new ProfileTemplates(activeProfile(), new SettingsTemplates(settings())), openLibrary());
    }

    private Consultation consultation(ModelChoice choice, Templates templates, DiseaseLibrary library) throws IOException {
        return new LocalConsultation(choice, dialogues(), new PromptDesigner(library), generator(),
                new ReadingSpeed(settings()::get, settings()::put), new Safety(answerCheck(library), new SettingsAcknowledged(settings())),
                templates, Version.current());
    }

    /// The rules that came with the program, over this library.
    AnswerCheck answerCheck(DiseaseLibrary library) throws IOException {
        return AnswerCheck.of(directories.shippedKnowledge(), library);
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.getLogger(DoctorGlm.class.getName()).log(System.Logger.Level.WARNING, "close", e);
            }
        }
    }
}
