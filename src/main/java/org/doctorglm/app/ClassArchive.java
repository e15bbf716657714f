package org.doctorglm.app;

import java.io.IOException;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.doctorglm.consultation.Consultation.Ask;
import org.doctorglm.consultation.Consultation.Designer;
import org.doctorglm.dialogue.SamplingPreset;
import org.doctorglm.platform.Cancellation;
import org.doctorglm.platform.ScratchFolder;

/// Build step: lives through a short first day (start, index, network, one question) in a home that is thrown away, so that the Java machine,
/// started with `-XX:ArchiveClassesAtExit`, learns which classes a start needs. With that archive the window opens in half the time.
public final class ClassArchive extends WindowApplication {
    private static final String QUESTION = "嗓子疼、发烧三天，怎么办？";

    /// A main class of its own: the Java launcher wants JavaFX on the module path for one that is an [Application].
    public static final class Start {
        private Start() {
        }

        public static void main(String[] arguments) throws IOException {
            try (ScratchFolder home = new ScratchFolder("archive")) {
                System.setProperty("doctorglm.home", home.path().toString());
                Application.launch(ClassArchive.class, arguments);
            }
        }
    }

    @Override
    public void start(Stage stage) throws IOException {
        super.start(stage);
        DoctorGlm opened = services();
        Thread day = new Thread(() -> {
            try {
                if (opened != null) {
                    opened.library();
                    opened.consultation().ask(new Ask(null, null, QUESTION, new Designer.Automatic(), SamplingPreset.BALANCED.settings()),
                            event -> { }, new Cancellation());
                }
            } catch (Exception e) {
                System.getLogger(ClassArchive.class.getName()).log(System.Logger.Level.WARNING, "archive", e);
            } finally {
                Platform.exit();
            }
        }, "doctorglm-archive");
        day.setDaemon(true);
        day.start();
    }
}
