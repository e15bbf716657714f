package org.doctorglm.ui.overview;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;

/// Boxes on a ring with an arrow from each to the next and from the last back to the first: two rows where there is room, two columns where there is little,
/// so that the ring stays one. What is said in its middle lies between the rows, or below the columns.
final class LoopPane extends Pane {
    /// Of the text's size.
    private static final double LEAST_BOX = 10.6;
    private static final double ACROSS = 2.6;
    private static final double BETWEEN = 4.4;
    private static final double DOWN = 2;
    /// The most that boxes and the space between them grow.
    private static final double TALLER = 1.4;
    private static final double WIDER = 3;
    private static final double HEAD = 5;

    private final List<? extends Region> boxes;
    private final Region middle;
    private final List<Line> shafts = new ArrayList<>();
    private final List<Polyline> heads = new ArrayList<>();
    private double em = 14;

    /// @param boxes an even number of them, in their order
    LoopPane(List<? extends Region> boxes, Region middle) {
        this.boxes = boxes;
        this.middle = middle;
        for (int i = 0; i < boxes.size(); i++) {
            Line shaft = new Line();
            Polyline head = new Polyline();
            shaft.getStyleClass().add("loop-line");
            head.getStyleClass().add("loop-line");
            shafts.add(shaft);
            heads.add(head);
        }
        getChildren().addAll(shafts);
        getChildren().addAll(heads);
        getChildren().addAll(middle);
        getChildren().addAll(boxes);
    }

    /// @param size of the text, in pixels
    void em(double size) {
        em = size;
        requestLayout();
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private boolean wide(double width) {
        int columns = boxes.size() / 2;
        return width >= columns * LEAST_BOX * em + (columns - 1) * ACROSS * em;
    }

    private double boxWidth(double width) {
        int columns = wide(width) ? boxes.size() / 2 : 2;
        return (width - (columns - 1) * ACROSS * em) / columns;
    }

    private double boxHeight(double width) {
        double box = boxWidth(width);
        return Math.ceil(boxes.stream().mapToDouble(each -> each.prefHeight(box)).max().orElse(0));
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return prefHeight(getWidth() > 0 ? getWidth() : width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double inside = width < 0 ? 900 : width;
        double box = boxHeight(inside);
        int rows = boxes.size() / 2;
        return wide(inside) ? 2 * box + gap(inside) : rows * box + (rows - 1) * DOWN * em + em + middle.prefHeight(inside);
    }

    /// Where there is room, it is shared out, within limits.
    @Override
    protected double computeMaxHeight(double width) {
        double now = getWidth();
        return prefHeight(now) + (wide(now) ? (2 * TALLER + WIDER) * em : 0);
    }

    private double gap(double width) {
        return Math.max(BETWEEN * em, middle.prefHeight(middleWidth(width)) + 2 * em);
    }

    /// Between the two arrows that go up and down.
    private double middleWidth(double width) {
        return width - boxWidth(width) - 2 * em;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double box = boxWidth(width);
        boolean wide = wide(width);
        double more = wide ? Math.clamp(getHeight() - computePrefHeight(width), 0, (2 * TALLER + WIDER) * em) / (2 * TALLER + WIDER) : 0;
        double height = boxHeight(width) + Math.floor(more * TALLER);
        int half = boxes.size() / 2;
        double down = wide ? gap(width) + Math.floor(more * WIDER) : DOWN * em;
        for (int i = 0; i < boxes.size(); i++) {
            // Out along the first row or column, back along the second.
            int side = i < half ? 0 : 1;
            int along = side == 0 ? i : boxes.size() - 1 - i;
            int column = wide ? along : side;
            int row = wide ? side : along;
            layoutInArea(boxes.get(i), column * (box + ACROSS * em), row * (height + down), box, height, 0, HPos.LEFT, VPos.TOP);
        }
        for (int i = 0; i < boxes.size(); i++) {
            arrow(i, boxes.get(i), boxes.get((i + 1) % boxes.size()));
        }
        if (wide) {
            double room = middleWidth(width);
            double own = middle.prefHeight(room);
            layoutInArea(middle, (width - room) / 2, height + (down - own) / 2, room, own, 0, HPos.CENTER, VPos.CENTER);
        } else {
            double own = middle.prefHeight(width);
            layoutInArea(middle, 0, getHeight() - own, width, own, 0, HPos.CENTER, VPos.CENTER);
        }
    }

    private void arrow(int index, Node from, Node to) {
        var one = from.getBoundsInParent();
        var other = to.getBoundsInParent();
        double dx = Math.signum(Math.round(other.getCenterX() - one.getCenterX()));
        double dy = Math.signum(Math.round(other.getCenterY() - one.getCenterY()));
        double away = 4;
        double startX = one.getCenterX() + dx * (one.getWidth() / 2 + away);
        double startY = one.getCenterY() + dy * (one.getHeight() / 2 + away);
        double endX = other.getCenterX() - dx * (other.getWidth() / 2 + away);
        double endY = other.getCenterY() - dy * (other.getHeight() / 2 + away);
        Line shaft = shafts.get(index);
        shaft.setStartX(startX);
        shaft.setStartY(startY);
        shaft.setEndX(endX);
        shaft.setEndY(endY);
        heads.get(index).getPoints().setAll(endX - dx * HEAD - dy * HEAD, endY - dy * HEAD - dx * HEAD, endX, endY,
                endX - dx * HEAD + dy * HEAD, endY - dy * HEAD + dx * HEAD);
    }
}
