package org.doctorglm.ui.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Shape;
import org.doctorglm.training.RunFigures.Point;
import org.doctorglm.ui.control.Controls;

/// Losses over steps: training, held out, the best place, the alarms. Colours come from the style sheet, and every line has its
/// own dash as well.
final class CurveChart extends Region {
    private static final double LEFT = 46;
    private static final double RIGHT = 14;
    private static final double TOP = 12;
    private static final double BOTTOM = 26;
    private static final int LINES = 4;

    /// Signs of a curve: more would hide it.
    private static final int SIGNS = 16;

    private Curves curves = new Curves(List.of(), List.of(), 1, Optional.empty(), List.of());
    private List<Series> series = List.of();

    /// @param steps of the whole run
    /// @param alarms steps where the guard spoke up
    record Curves(List<Point> train, List<Point> heldOut, long steps, Optional<Point> best, List<Mark> alarms) {
    }

    /// @param severe whether the run should not have gone on
    record Mark(double step, boolean severe) {
    }

    /// One run of several.
    record Series(List<Point> points, RunSign sign) {
    }

    CurveChart(String words) {
        getStyleClass().add("curve-chart");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(words);
        setMinHeight(180);
        setPrefHeight(280);
    }

    void show(Curves now) {
        curves = now;
        series = List.of();
        requestLayout();
    }

    /// Curves of several runs, as long as the longest.
    void show(List<Series> now) {
        long steps = now.stream().flatMap(one -> one.points().stream()).mapToLong(point -> (long) point.step()).max().orElse(1);
        curves = new Curves(List.of(), List.of(), steps, Optional.empty(), List.of());
        series = List.copyOf(now);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        getChildren().clear();
        double[] range = range();
        Scale scale = new Scale(getWidth() - LEFT - RIGHT, getHeight() - TOP - BOTTOM, Math.max(1, curves.steps()), range[0], range[1]);
        grid(scale);
        curve(scale, curves.train(), "train");
        curve(scale, curves.heldOut(), "held-out");
        series.forEach(one -> run(scale, one));
        curves.alarms().forEach(mark -> alarm(scale, mark));
        curves.best().ifPresent(best -> {
            Circle dot = new Circle(scale.x(best.step()), scale.y(best.value()), 4);
            add(dot, "best");
        });
        for (var child : getChildren()) {
            if (child instanceof Label label) {
                label.autosize();
            }
        }
    }

    private double[] range() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        List<List<Point>> all = new ArrayList<>(List.of(curves.train(), curves.heldOut()));
        series.forEach(one -> all.add(one.points()));
        for (List<Point> curve : all) {
            for (Point point : curve) {
                if (Double.isFinite(point.value())) {
                    low = Math.min(low, point.value());
                    high = Math.max(high, point.value());
                }
            }
        }
        if (low > high) {
            return new double[] {0, 1};
        }
        double room = Math.max(0.02, (high - low) * 0.08);
        return new double[] {Math.max(0, low - room), high + room};
    }

    private void grid(Scale scale) {
        for (int i = 0; i <= LINES; i++) {
            double value = scale.low() + (scale.high() - scale.low()) * i / LINES;
            double y = scale.y(value);
            add(new Line(LEFT, y, getWidth() - RIGHT, y), "grid");
            text(String.format(Locale.ROOT, "%.2f", value), 0, y - 9, LEFT - 8);
            double step = (double) curves.steps() * i / LINES;
            double x = scale.x(step);
            String words = step >= 10_000 ? String.format(Locale.ROOT, "%.0fk", step / 1000) : Long.toString(Math.round(step));
            Label label = text(words, x - 24, getHeight() - BOTTOM + 4, 48);
            label.getStyleClass().add("middle");
        }
    }

    private Label text(String words, double x, double y, double width) {
        Label label = Controls.label(words, "axis");
        label.setMinWidth(width);
        label.setMaxWidth(width);
        label.relocate(x, y);
        getChildren().add(label);
        return label;
    }

    private void curve(Scale scale, List<Point> points, String style) {
        Polyline line = new Polyline();
        for (Point point : points) {
            if (Double.isFinite(point.value())) {
                line.getPoints().addAll(scale.x(point.step()), scale.y(point.value()));
            }
        }
        if (!line.getPoints().isEmpty()) {
            add(line, style);
        }
    }

    private void run(Scale scale, Series one) {
        curve(scale, one.points(), one.sign().style());
        List<Point> points = one.points().stream().filter(point -> Double.isFinite(point.value())).toList();
        int every = (points.size() + SIGNS - 1) / SIGNS;
        for (int i = points.size() - 1; i >= 0; i -= every) {
            Shape sign = one.sign().styled(one.sign().shape(scale.x(points.get(i).step()), scale.y(points.get(i).value())), "sign");
            sign.setManaged(false);
            sign.setMouseTransparent(true);
            getChildren().add(sign);
        }
    }

    private void alarm(Scale scale, Mark mark) {
        double x = scale.x(mark.step());
        add(new Line(x, TOP, x, getHeight() - BOTTOM), mark.severe() ? "severe" : "alarm");
    }

    private void add(Shape shape, String style) {
        shape.getStyleClass().addAll("curve", style);
        shape.setManaged(false);
        shape.setMouseTransparent(true);
        getChildren().add(shape);
    }

    /// From steps and losses to places.
    private record Scale(double width, double height, double steps, double low, double high) {
        double x(double step) {
            return LEFT + width * Math.min(1, step / steps);
        }

        double y(double value) {
            return TOP + height * (1 - (value - low) / (high - low));
        }
    }
}
