package org.doctorglm.ui;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.doctorglm.fake.FakeWorld;
import org.junit.jupiter.api.AfterEach;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// The main window over a [FakeWorld], and the hands and eyes that its tests share. Selectors are one style class, `.name`, or `*`.
abstract class DrivenWindow extends ApplicationTest {
    private static final int PATIENCE_SECONDS = 40;

    final FakeWorld world = new FakeWorld();
    MainWindow window;
    Stage stage;

    @Override
    public final void start(Stage given) {
        stage = given;
        prepare();
        window = new MainWindow(world.services());
        window.show(given);
    }

    /// What the world holds before the window opens.
    void prepare() {
    }

    @AfterEach
    final void end() throws TimeoutException {
        world.consultation.let(100_000);
        world.models.let();
        interact(() -> {
            Window.getWindows().stream().filter(w -> w != stage).toList().forEach(Window::hide);
            window.close();
        });
        FxToolkit.cleanupStages();
    }

    final void fire(String selector) {
        interact(() -> ((ButtonBase) find(selector)).fire());
    }

    /// @param held SHIFT, CONTROL, ALT
    final void key(EventTarget target, KeyCode code, KeyCode... held) {
        List<KeyCode> down = List.of(held);
        KeyEvent event = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, down.contains(KeyCode.SHIFT), down.contains(KeyCode.CONTROL),
                down.contains(KeyCode.ALT), false);
        interact(() -> Event.fireEvent(target, event));
    }

    final TextInputControl input(String selector) {
        return (TextInputControl) find(selector);
    }

    /// What the last such label says.
    final String words(String selector) {
        return all(selector).map(n -> ((Labeled) n).getText()).reduce((a, b) -> b).orElse("");
    }

    /// Every word in the windows.
    final List<String> labels() {
        return all("*").filter(Labeled.class::isInstance).map(n -> ((Labeled) n).getText()).filter(t -> t != null && !t.isBlank()).toList();
    }

    final Node find(String selector) {
        return all(selector).findFirst().orElseThrow(() -> new AssertionError("nothing like " + selector));
    }

    /// In all windows, popups included.
    static Stream<Node> all(String selector) {
        return List.copyOf(Window.getWindows()).stream().map(Window::getScene).map(Scene::getRoot).flatMap(root -> all(root, selector));
    }

    static Stream<Node> all(Node node, String selector) {
        boolean fits = selector.equals("*") || node.getStyleClass().contains(selector.substring(1));
        Stream<Node> below = node instanceof Parent parent ? List.copyOf(parent.getChildrenUnmodifiable()).stream().flatMap(n -> all(n, selector))
                : Stream.empty();
        return Stream.concat(fits ? Stream.of(node) : Stream.empty(), below);
    }

    /// Waits for a state, not for a time.
    final void until(String what, Callable<Boolean> state) {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(state).get());
        } catch (TimeoutException late) {
            throw new AssertionError("still waiting for " + what + " among " + labels(), late);
        }
        WaitForAsyncUtils.waitForFxEvents();
    }
}
