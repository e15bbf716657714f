package org.doctorglm.ui.training;

import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;

/// What tells the curves of several runs apart beside their colours and dashes, so that neither a printer nor an eye needs colours.
enum RunSign {
    CIRCLE {
        @Override
        Shape shape(double x, double y) {
            return new Circle(x, y, SIZE);
        }
    },
    SQUARE {
        @Override
        Shape shape(double x, double y) {
            return new Rectangle(x - SIZE + 0.5, y - SIZE + 0.5, 2 * SIZE - 1, 2 * SIZE - 1);
        }
    },
    TRIANGLE {
        @Override
        Shape shape(double x, double y) {
            return new Polygon(x - SIZE - 0.5, y + SIZE - 0.5, x + SIZE + 0.5, y + SIZE - 0.5, x, y - SIZE - 0.5);
        }
    },
    DIAMOND {
        @Override
        Shape shape(double x, double y) {
            return new Polygon(x - SIZE - 1, y, x, y - SIZE - 1, x + SIZE + 1, y, x, y + SIZE + 1);
        }
    };

    private static final double SIZE = 4;
    private static final double WIDTH = 34;
    private static final double HEIGHT = 14;

    abstract Shape shape(double x, double y);

    /// Class in the style sheet: colour and dash.
    String style() {
        return "run-" + (ordinal() + 1);
    }

    /// As a legend shows it.
    Node key() {
        Pane key = new Pane(styled(new Line(1, HEIGHT / 2, WIDTH - 1, HEIGHT / 2), "curve"), styled(shape(WIDTH / 2, HEIGHT / 2), "sign"));
        key.setMinSize(WIDTH, HEIGHT);
        key.setMaxSize(WIDTH, HEIGHT);
        return key;
    }

    <S extends Shape> S styled(S shape, String kind) {
        shape.getStyleClass().addAll(kind, style());
        return shape;
    }
}
