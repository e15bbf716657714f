package org.doctorglm.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.doctorglm.fake.FakeWorld;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// What a closed window leaves in memory.
class ForgottenWindowTest {
    private static final int TRIES = 40;

    @Test
    void a_window_that_was_closed_is_forgotten_with_all_its_pages() throws Exception {
        FxToolkit.registerPrimaryStage();
        List<WeakReference<Object>> closed = openAndClose();
        // The toolkit holds the window that had the focus last until another one has it.
        openAndClose();
        for (int i = 0; i < TRIES && closed.stream().anyMatch(one -> one.get() != null); i++) {
            System.gc();
            Thread.sleep(50);
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertThat(closed).filteredOn(one -> one.get() != null).map(one -> String.valueOf(one.get())).isEmpty();
    }

    private static List<WeakReference<Object>> openAndClose() throws Exception {
        FakeWorld world = new FakeWorld();
        List<WeakReference<Object>> parts = new ArrayList<>();
        MainWindow[] window = new MainWindow[1];
        Stage stage = WaitForAsyncUtils.asyncFx(() -> {
            Stage made = new Stage();
            window[0] = new MainWindow(world.services());
            window[0].show(made);
            return made;
        }).get(40, TimeUnit.SECONDS);
        WaitForAsyncUtils.waitForFxEvents();
        WaitForAsyncUtils.asyncFx(() -> {
            for (Node node : DrivenWindow.all("*").toList()) {
                parts.add(new WeakReference<>(node));
            }
            parts.add(new WeakReference<>(stage.getScene()));
            parts.add(new WeakReference<>(window[0]));
            window[0].close();
            stage.hide();
            return true;
        }).get(40, TimeUnit.SECONDS);
        WaitForAsyncUtils.waitForFxEvents();
        return parts;
    }
}
