package org.doctorglm.ui.review;

import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import org.doctorglm.review.MarkKind;

/// A short line as marks of a kind have it, for legends and buttons.
final class KindLine extends Region {
    private static final double LENGTH = 20;
    private static final double HEIGHT = 8;

    KindLine(MarkKind kind) {
        Path path = new Path(new MoveTo(0.5, 3.5), new LineTo(LENGTH, 3.5));
        if (kind.line() == MarkKind.Line.DOUBLE) {
            path.getElements().addAll(new MoveTo(0.5, 6), new LineTo(LENGTH, 6));
        }
        path.getStyleClass().setAll("mark-line", MarkedText.style(kind), "line-" + kind.line().name().toLowerCase(java.util.Locale.ROOT));
        path.setManaged(false);
        getChildren().add(path);
        setMinSize(LENGTH + 2, HEIGHT);
        setPrefSize(LENGTH + 2, HEIGHT);
        setMaxSize(LENGTH + 2, HEIGHT);
        setMouseTransparent(true);
    }
}
