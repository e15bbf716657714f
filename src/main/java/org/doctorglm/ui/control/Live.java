package org.doctorglm.ui.control;

import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.Scene;

/// Keeping a view in step with its view model while the view is on screen, and only then.
///
/// View models live as long as the window, views do not: a plain listener would keep every view of every language alive and at work.
public final class Live {
    private Live() {
    }

    /// Calls `show` with the value now, with each later one, and again when the node comes back to a scene after a change.
    public static <T> void watch(Node node, ObservableValue<T> value, Consumer<? super T> show) {
        value.when(onScreen(node)).subscribe(show::accept);
    }

    /// The same for a list; `show` reads the list itself.
    public static void watch(Node node, ObservableList<?> list, Runnable show) {
        InvalidationListener listener = change -> show.run();
        Consumer<Scene> attach = scene -> {
            list.removeListener(listener);
            if (scene != null) {
                list.addListener(listener);
                show.run();
            }
        };
        node.sceneProperty().subscribe(attach);
    }

    private static ObservableValue<Boolean> onScreen(Node node) {
        return node.sceneProperty().map(Objects::nonNull).orElse(false);
    }
}
