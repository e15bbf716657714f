package org.doctorglm.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.control.Label;
import javafx.stage.Window;
import org.doctorglm.platform.Directories;
import org.doctorglm.platform.HeldFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class SecondWindowTest {
    @TempDir
    Path home;

    @Test
    void aSecondWindowOnTheSameHomeIsRefusedWithASentenceThatNamesIt() throws Exception {
        FxToolkit.registerPrimaryStage();
        try (HeldFile first = HeldFile.take(new Directories(home, home).windowLock()).orElseThrow()) {
            Application second = FxToolkit.setupApplication(WindowApplication.class, "--home=" + home);
            String sentence = WaitForAsyncUtils.asyncFx(() -> List.copyOf(Window.getWindows()).stream()
                    .map(window -> window.getScene().lookup("#start-problem")).filter(Label.class::isInstance)
                    .map(label -> ((Label) label).getText()).findFirst().orElse("")).get(10, TimeUnit.SECONDS);
            assertThat(sentence).contains(home.toString()).containsAnyOf("另一个窗口", "Another window");
            assertThat(home.resolve("doctorglm.db")).as("the first window's database is not touched").doesNotExist();
            FxToolkit.cleanupApplication(second);
        } finally {
            FxToolkit.cleanupStages();
        }
    }
}
