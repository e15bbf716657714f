package org.doctorglm.ui.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.Figure;
import org.doctorglm.experiment.Figure.Measured;
import org.doctorglm.experiment.FigureTable;
import org.doctorglm.experiment.PairedDifference;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.experiment.HeatMap.Spot;
import org.jspecify.annotations.Nullable;

/// A table of figures as cells: one figure by two axes, shaded; or all figures of each group, with their intervals.
final class FigureGrid extends VBox {
    /// More groups than these stand below each other: figures are then columns.
    private static final int BESIDE = 4;
    /// Nobody reads more at once, and each is a button.
    private static final int MOST_CELLS = 1500;

    private final Desk desk;
    private final ExperimentWords words;
    private final ResultViewModel model;
    private final HeatMap cells = new HeatMap(this::open);
    private final HBox legend = new HBox(8);
    private final Region ramp = new Region();
    private final Label least = Controls.label("", "muted", "small");
    private final Label most = Controls.label("", "muted", "small");
    private final Label wanted = Controls.label("", "muted", "small");
    private @Nullable FigureTable table;
    private boolean turned;
    private final ScrollPane scroll = new ScrollPane(cells);
    private final Label tooMany = Controls.wrapped("", "muted", "grid-too-many");

    FigureGrid(Desk desk, ResultViewModel model) {
        super(10);
        this.desk = desk;
        this.model = model;
        words = new ExperimentWords(desk);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("heat-scroll");
        scroll.setFocusTraversable(false);
        // As high as its cells, and room for the bar below them where they are wider than the page.
        cells.heightProperty().subscribe(height -> scroll.setMinHeight(height.doubleValue() + 16));
        ramp.getStyleClass().add("heat-ramp");
        legend.getChildren().addAll(least, ramp, most, wanted);
        legend.setAlignment(Pos.CENTER_LEFT);
        tooMany.setText(desk.say("experiments.tooMany"));
        getChildren().addAll(scroll, legend, tooMany);
    }

    void show(FigureTable now) {
        table = now;
        boolean map = now.columns() != now.rows();
        turned = !map && now.rowNames().size() <= BESIDE;
        boolean many = (long) now.rowNames().size() * (map ? now.columnNames().size() : model.figures().size()) > MOST_CELLS;
        visible(scroll, !many);
        visible(legend, map && !many);
        visible(tooMany, many);
        if (many) {
            return;
        }
        if (map) {
            showMap(now);
        } else {
            showAll(now);
        }
    }

    private static void visible(javafx.scene.Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    private void showMap(FigureTable now) {
        Figure figure = model.figure().get();
        double[] all = now.groups().values().stream().map(group -> group.figures().get(figure)).filter(Objects::nonNull).mapToDouble(Measured::value).toArray();
        double low = java.util.Arrays.stream(all).min().orElse(0);
        double high = java.util.Arrays.stream(all).max().orElse(0);
        List<List<@Nullable Spot>> spots = new ArrayList<>();
        for (String row : now.rowNames()) {
            List<@Nullable Spot> line = new ArrayList<>();
            for (String column : now.columnNames()) {
                String place = words.named(now.rows(), row) + desk.say("experiments.and") + words.named(now.columns(), column);
                line.add(spot(now.at(row, column).orElse(null), figure, place, low, high, false));
            }
            spots.add(line);
        }
        cells.show(desk.say("experiments.corner", desk.say(now.rows()), desk.say(now.columns())), now.rowNames().stream().map(row -> words.place(now.rows(), row)).toList(),
                now.columnNames().stream().map(column -> words.place(now.columns(), column)).toList(), spots);
        least.setText(ExperimentWords.number(figure, low));
        most.setText(ExperimentWords.number(figure, high));
        wanted.setText(desk.say(figure.better()));
        ramp.setVisible(high > low);
    }

    private void showAll(FigureTable now) {
        Axis axis = now.rows();
        List<Figure> figures = model.figures();
        List<List<@Nullable Spot>> groups = new ArrayList<>();
        for (String row : now.rowNames()) {
            List<@Nullable Spot> line = new ArrayList<>();
            for (Figure figure : figures) {
                line.add(spot(now.at(row, "").orElse(null), figure, words.named(axis, row), Double.NaN, Double.NaN, true));
            }
            groups.add(line);
        }
        List<String> names = new ArrayList<>(now.rowNames().stream().map(row -> words.place(axis, row) + "\n" + desk.say("experiments.answers",
                String.valueOf(now.at(row, "").map(group -> group.answers().size()).orElse(0)))).toList());
        Differences apart = model.differences();
        if (apart != null && turned) {
            String head = desk.say("experiments.difference", words.place(axis, apart.second()), words.place(axis, apart.first()));
            names.add(head);
            groups.add(differences(apart, figures, head));
        }
        List<String> heads = figures.stream().map(desk::say).toList();
        if (turned) {
            cells.show(desk.say(axis), heads, names, turn(groups, figures.size()));
        } else {
            cells.show(desk.say(axis), names, heads, groups);
        }
    }

    private static List<List<@Nullable Spot>> turn(List<List<@Nullable Spot>> lines, int width) {
        List<List<@Nullable Spot>> turned = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            List<@Nullable Spot> line = new ArrayList<>();
            for (List<@Nullable Spot> other : lines) {
                line.add(other.get(i));
            }
            turned.add(line);
        }
        return turned;
    }

    private @Nullable Spot spot(FigureTable.@Nullable Group group, Figure figure, String place, double low, double high, boolean withInterval) {
        Measured measured = group == null ? null : group.figures().get(figure);
        if (measured == null) {
            return null;
        }
        double heat = high > low ? (measured.value() - low) / (high - low) : Double.NaN;
        return new Spot(ExperimentWords.number(figure, measured.value()), withInterval ? ExperimentWords.interval(figure, measured) : "", heat,
                words.cell(place, figure, measured), true);
    }

    /// What sets the second group apart, figure by figure; nothing is behind it.
    private List<@Nullable Spot> differences(Differences now, List<Figure> figures, String head) {
        List<@Nullable Spot> line = new ArrayList<>();
        for (Figure figure : figures) {
            PairedDifference difference = now.figures().get(figure);
            line.add(difference == null ? null : new Spot(ExperimentWords.signed(figure, difference.second() - difference.first()),
                    ExperimentWords.signed(figure, difference.difference().low()) + " … " + ExperimentWords.signed(figure, difference.difference().high()) + "  "
                            + desk.say(Differences.verdict(difference)), Double.NaN, head + " " + desk.say(figure), false));
        }
        return line;
    }

    private void open(int row, int column) {
        FigureTable now = table;
        if (now == null) {
            return;
        }
        if (now.columns() == now.rows()) {
            model.open(now.rowNames().get(turned ? column : row), "");
        } else {
            model.open(now.rowNames().get(row), now.columnNames().get(column));
        }
    }

    void focusCell() {
        cells.focusCell();
    }
}
