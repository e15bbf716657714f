package org.doctorglm.ui.training;

import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

/// Two boxes side by side, half the width each and as high as the words of the higher one. A row of boxes would ask them for their height before it knew
/// their width.
final class Halves extends GridPane {
    private static final double HALF = 50;

    Halves(Region left, Region right) {
        setHgap(16);
        for (int i = 0; i < 2; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(HALF);
            getColumnConstraints().add(column);
        }
        left.setMaxHeight(Double.MAX_VALUE);
        right.setMaxHeight(Double.MAX_VALUE);
        addRow(0, left, right);
    }
}
