package org.doctorglm.ui.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.doctorglm.experiment.Axis;
import org.doctorglm.experiment.Figure;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.jspecify.annotations.Nullable;

/// What makes a row, what a column, and which figure stands in the cells.
final class ArrangementBar extends FlowPane {
    private final Desk desk;
    private final ResultViewModel model;
    private final ComboBox<Axis> rows = new ComboBox<>();
    /// Empty: all figures beside each other.
    private final ComboBox<Optional<Axis>> columns = new ComboBox<>();
    private final ComboBox<Figure> figure = new ComboBox<>();
    private final HBox figureBox;
    private boolean echo;

    ArrangementBar(Desk desk, ResultViewModel model) {
        super(18, 8);
        this.desk = desk;
        this.model = model;
        setAlignment(Pos.CENTER_LEFT);
        rows.setConverter(new Words<>() {
            @Override
            public String toString(@Nullable Axis value) {
                return value == null ? "" : desk.say(value);
            }
        });
        columns.setConverter(new Words<>() {
            @Override
            public String toString(@Nullable Optional<Axis> value) {
                return value == null ? "" : value.map(desk::say).orElseGet(() -> desk.say("experiments.allFigures"));
            }
        });
        figure.setConverter(new Words<>() {
            @Override
            public String toString(@Nullable Figure value) {
                return value == null ? "" : desk.say(value);
            }
        });
        figureBox = box("experiments.figure", figure, "experiment-figure");
        getChildren().addAll(box("experiments.rows", rows, "experiment-rows"), box("experiments.columns", columns, "experiment-columns"), figureBox);
        rows.setOnAction(event -> arrange());
        columns.setOnAction(event -> arrange());
        figure.setOnAction(event -> {
            if (!echo && figure.getValue() != null) {
                model.measure(figure.getValue());
            }
        });
        Live.watch(this, model.axes(), this::show);
        Live.watch(this, model.figures(), this::show);
        Live.watch(this, model.rows(), now -> show());
        Live.watch(this, model.columns(), now -> show());
        Live.watch(this, model.figure(), now -> show());
    }

    private HBox box(String key, ComboBox<?> box, String style) {
        box.setAccessibleText(desk.say(key));
        box.getStyleClass().add(style);
        Label label = Controls.label(desk.say(key), "muted");
        label.setLabelFor(box);
        HBox both = new HBox(8, label, box);
        both.setAlignment(Pos.CENTER_LEFT);
        return both;
    }

    private void arrange() {
        if (!echo && rows.getValue() != null && columns.getValue() != null) {
            model.arrange(rows.getValue(), columns.getValue().orElse(null));
        }
    }

    private void show() {
        echo = true;
        fill(rows, model.axes());
        List<Optional<Axis>> across = new ArrayList<>(List.of(Optional.empty()));
        model.axes().stream().filter(axis -> axis != model.rows().get()).map(Optional::of).forEach(across::add);
        fill(columns, across);
        fill(figure, model.figures());
        rows.setValue(model.rows().get());
        columns.setValue(Optional.ofNullable(model.columns().get()));
        figure.setValue(model.figure().get());
        figureBox.setVisible(model.columns().get() != null);
        figureBox.setManaged(figureBox.isVisible());
        echo = false;
    }

    private static <T> void fill(ComboBox<T> box, List<T> values) {
        if (!box.getItems().equals(values)) {
            box.getItems().setAll(values);
        }
    }

    /// One way: these are chosen, not typed.
    private abstract static class Words<T> extends StringConverter<T> {
        @Override
        public T fromString(String text) {
            throw new UnsupportedOperationException(text);
        }
    }
}
