package org.doctorglm.app;

import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javafx.application.Application;
import javafx.stage.Stage;
import org.doctorglm.consultation.ConsultationException;
import org.doctorglm.dialogue.StorageException;
import org.doctorglm.engine.EngineException;
import org.doctorglm.export.DialogueExporter;
import org.doctorglm.export.ExportWords;
import org.doctorglm.knowledge.DiseaseLibrary;
import org.doctorglm.model.ModelPack;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.HeldFile;
import org.doctorglm.platform.Version;
import org.doctorglm.storage.HomeBackup;
import org.doctorglm.ui.MainWindow;
import org.doctorglm.ui.StartProblem;
import org.doctorglm.ui.StartProblemView;
import org.doctorglm.ui.UiServices;
import org.doctorglm.ui.control.StageFileDialogs;
import org.doctorglm.ui.settings.UiSettings;
import org.doctorglm.ui.task.Work;
import org.doctorglm.ui.task.WorkKind;
import org.doctorglm.ui.text.Language;
import org.doctorglm.ui.text.Messages;
import org.doctorglm.ui.theme.Appearance;
import org.jspecify.annotations.Nullable;

/// The program with its window. The home is opened while the toolkit starts; index and network are made ready behind the open window.
public class WindowApplication extends Application {
    private static final System.Logger LOG = System.getLogger(WindowApplication.class.getName());

    private @Nullable DoctorGlm services;
    private @Nullable HeldFile lock;
    private @Nullable MainWindow window;
    private @Nullable StartProblem problem;
    private String problemDetail = "";
    private final Cancellation closing = new Cancellation();

    /// For measurements; null when the program could not start.
    final @Nullable MainWindow window() {
        return window;
    }

    /// For measurements; null when the program could not start.
    final @Nullable DoctorGlm services() {
        return services;
    }

    /// Opens the home. Runs on the launcher's thread, before the JavaFX thread calls [#start].
    @Override
    public void init() {
        try {
            String home = getParameters().getNamed().get("home");
            Directories directories = Directories.resolve(home == null ? null : java.nio.file.Path.of(home));
            problemDetail = directories.home().toString();
            open(directories);
        } catch (StorageException e) {
            refuse(problem(e.reason()), problemDetail);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "start", e);
            refuse(StartProblem.NO_WRITE_RIGHT, problemDetail);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "start", e);
            refuse(StartProblem.OTHER, e.getClass().getSimpleName());
        }
    }

    private void open(Directories directories) throws IOException {
        directories.prepareHome();
        Optional<HeldFile> taken = HeldFile.takeNow(directories.windowLock());
        if (taken.isEmpty()) {
            refuse(StartProblem.SECOND_WINDOW, directories.home().toString());
            return;
        }
        lock = taken.get();
        Logging.toFiles(directories.logs());
        HomeBackup.applyPending(directories);
        DoctorGlm opened = new DoctorGlm(directories, 0);
        services = opened;
        opened.dialogues();
        try {
            opened.openLibrary();
        } catch (IOException e) {
            refuse(StartProblem.NO_KNOWLEDGE, directories.shippedKnowledge().toString());
        }
    }

    private void refuse(StartProblem reason, String detail) {
        problem = reason;
        problemDetail = detail;
    }

    private static StartProblem problem(StorageException.Reason reason) {
        return switch (reason) {
            case READ_ONLY -> StartProblem.DATABASE_READ_ONLY;
            case LOCKED -> StartProblem.DATABASE_LOCKED;
            case NEWER -> StartProblem.DATABASE_NEWER;
            case DAMAGED -> StartProblem.DATABASE_DAMAGED;
            case FULL -> StartProblem.DISK_FULL;
            case OTHER -> StartProblem.OTHER;
        };
    }

    @Override
    public void start(Stage stage) throws IOException {
        DoctorGlm opened = services;
        if (problem != null || opened == null) {
            Language language = Locale.getDefault().getLanguage().equals("en") ? Language.ENGLISH : Language.CHINESE;
            StartProblemView.show(stage, problem == null ? StartProblem.OTHER : problem, problemDetail, new Messages(language),
                    new Appearance());
            return;
        }
        MainWindow shown = new MainWindow(services(opened, stage));
        window = shown;
        shown.show(stage);
        prepare(opened, shown.work());
    }

    static UiServices services(DoctorGlm opened, Stage stage) throws IOException {
        DiseaseLibrary library = opened.openLibrary();
        UiSettings settings = new LocalSettings(opened.settings());
        return new UiServices(opened.consultation(), opened.dialogues(), new LocalDiseases(library),
                new LocalLibrary(opened, opened.directories()),
                (format, tree, file) -> DialogueExporter.write(format, tree, words(settings), file),
                opened.reviews(), word -> word(library, word), new LocalModels(opened), new LocalExperiments(opened, settings), new LocalData(opened),
                new LocalTrainings(opened, settings), new LocalOverview(opened), new LocalProfiles(opened), new LocalStatus(opened),
                new LocalHome(opened), settings, new StageFileDialogs(stage),
                Clock.systemDefaultZone(), Version.current());
    }

    /// Whether the library's dictionary knows a run of characters as a whole.
    private static boolean word(DiseaseLibrary library, String run) {
        int length = run.codePointCount(0, run.length());
        return length > 1 && library.keywords(run).stream().anyMatch(known -> known.start() == 0 && known.end() == length);
    }

    private static ExportWords words(UiSettings settings) {
        return ExportWords.of(Language.of(settings.get("language").orElse(Language.CHINESE.code())).locale());
    }

    /// Index and network, one after the other on a thread of their own: the window is usable meanwhile.
    private void prepare(DoctorGlm opened, Work work) {
        Thread thread = new Thread(() -> {
            try (Work.Item item = work.begin(WorkKind.INDEX, "", closing)) {
                opened.buildIndex(item, closing);
                opened.openLibrary().rehearseEdit();
                opened.openLibrary().encode(item, closing);
            } catch (IOException | CancellationException e) {
                LOG.log(System.Logger.Level.WARNING, "index", e);
            }
            try {
                if (!closing.isRequested()) {
                    ModelPack pack = opened.pack(null);
                    opened.generator().load(pack);
                    new MemorySpeed(opened).measure();
                    check(opened, work, pack);
                }
            } catch (ConsultationException | EngineException e) {
                // Said when the doctor asks; an empty Models page needs no alarm at the start.
                LOG.log(System.Logger.Level.WARNING, "load", e);
            }
        }, "doctorglm-prepare");
        thread.setDaemon(true);
        thread.start();
    }

    /// Hashes, now and then: a damaged pack gives its network back and answers no more.
    private void check(DoctorGlm opened, Work work, ModelPack pack) throws EngineException {
        if (!opened.checks().due(pack)) {
            return;
        }
        try (Work.Item item = work.begin(WorkKind.VERIFY, pack.name(), closing)) {
            opened.verify(pack, item, closing);
        } catch (CancellationException e) {
            // The window closes; next time.
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "verify", e);
            opened.generator().unload();
        }
    }

    @Override
    public void stop() throws IOException {
        closing.request();
        if (window != null) {
            window.close();
        }
        if (services != null) {
            services.close();
        }
        if (lock != null) {
            lock.close();
        }
    }
}
