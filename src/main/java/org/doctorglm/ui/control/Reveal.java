package org.doctorglm.ui.control;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;

/// Scrolls what the keyboard has reached into sight: a scroll pane follows the wheel, not the focus.
public final class Reveal {
    private Reveal() {
    }

    /// In every scroll pane around it.
    public static void show(Node node) {
        for (Parent parent = node.getParent(); parent != null; parent = parent.getParent()) {
            if (parent instanceof ScrollPane scroll && scroll.getContent() != null) {
                Node content = scroll.getContent();
                Bounds place = content.sceneToLocal(node.localToScene(node.getLayoutBounds()));
                Bounds all = content.getLayoutBounds();
                Bounds seen = scroll.getViewportBounds();
                scroll.setHvalue(value(scroll.getHvalue(), place.getMinX(), place.getMaxX(), all.getWidth(), seen.getWidth()));
                scroll.setVvalue(value(scroll.getVvalue(), place.getMinY(), place.getMaxY(), all.getHeight(), seen.getHeight()));
            }
        }
    }

    /// As little as is needed; nothing where it is in sight.
    private static double value(double now, double from, double to, double all, double seen) {
        double hidden = all - seen;
        if (hidden <= 0) {
            return now;
        }
        double start = now * hidden;
        double wanted = from < start ? from : to > start + seen ? to - seen : start;
        return Math.clamp(wanted / hidden, 0, 1);
    }
}
