package org.doctorglm.ui.training;

import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.doctorglm.ui.control.Controls;

/// Numbers that matter, large, each with the words for it below. Together they break into lines where the window is narrow.
final class Figures extends FlowPane {
    private static final double WIDE = 1100;

    Figures() {
        super(28, 14);
        getStyleClass().add("figures");
        // One line is wanted; where the page is narrower, its own width counts.
        setPrefWrapLength(WIDE);
    }

    Figures add(String value, String words, String... styles) {
        var number = Controls.label(value, "figure");
        number.getStyleClass().addAll(styles);
        VBox box = new VBox(number, Controls.label(words, "muted", "small"));
        box.setAccessibleText(words + " " + value);
        getChildren().add(box);
        return this;
    }
}
