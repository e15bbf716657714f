package org.doctorglm.ui.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Reveal;
import org.jspecify.annotations.Nullable;

/// Cells with a number each, shaded by its size, that can be opened. One stop of the tab key; arrows lead from cell to cell, Enter opens.
final class HeatMap extends GridPane {
    /// The deepest shade leaves letters readable in every theme.
    private static final double DEEPEST = 0.4;
    private static final Duration PATIENCE = Duration.millis(250);

    private final BiConsumer<Integer, Integer> open;
    private final List<List<Cell>> cells = new ArrayList<>();
    private List<String> shown = List.of();
    private int row;
    private int column;

    /// What stands in a cell.
    ///
    /// @param below in small print behind it, empty for none
    /// @param heat from 0 to 1, NaN for no shade
    /// @param says the cell in a sentence, for hovering and for screen readers
    /// @param opens whether something is behind it
    record Spot(String text, String below, double heat, String says, boolean opens) {
    }

    /// @param open told which row and column
    HeatMap(BiConsumer<Integer, Integer> open) {
        this.open = open;
        getStyleClass().add("heat-map");
        setHgap(3);
        setVgap(3);
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /// The focus stays where it was as long as rows and columns stay.
    ///
    /// @param corner what rows and columns are
    /// @param spots by row, then column; null where nothing is
    void show(String corner, List<String> rows, List<String> columns, List<List<@Nullable Spot>> spots) {
        List<String> now = new ArrayList<>(rows);
        now.add(corner);
        now.addAll(columns);
        if (!now.equals(shown)) {
            shown = now;
            build(corner, rows, columns);
        }
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                cells.get(i).get(j).show(spots.get(i).get(j));
            }
        }
    }

    private void build(String corner, List<String> rows, List<String> columns) {
        getChildren().clear();
        cells.clear();
        row = 0;
        column = 0;
        add(head(corner, "heat-corner"), 0, 0);
        for (int j = 0; j < columns.size(); j++) {
            add(head(columns.get(j), "heat-column"), j + 1, 0);
        }
        for (int i = 0; i < rows.size(); i++) {
            add(head(rows.get(i), "heat-row"), 0, i + 1);
            List<Cell> line = new ArrayList<>();
            for (int j = 0; j < columns.size(); j++) {
                Cell cell = new Cell(i, j);
                line.add(cell);
                add(cell, j + 1, i + 1);
            }
            cells.add(line);
        }
        if (!cells.isEmpty() && !cells.getFirst().isEmpty()) {
            cells.getFirst().getFirst().setFocusTraversable(true);
        }
    }

    private static Label head(String words, String style) {
        Label label = Controls.wrapped(words, "small", "heat-head", style);
        GridPane.setHalignment(label, style.equals("heat-column") ? HPos.CENTER : HPos.LEFT);
        return label;
    }

    /// Puts the focus back to the cell that was opened last.
    void focusCell() {
        if (row < cells.size() && column < cells.get(row).size()) {
            cells.get(row).get(column).requestFocus();
        }
    }

    private void key(KeyEvent event) {
        int down = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
        int across = event.getCode() == KeyCode.RIGHT ? 1 : event.getCode() == KeyCode.LEFT ? -1 : 0;
        if (event.getCode() == KeyCode.ENTER && event.getTarget() instanceof Cell cell) {
            cell.fire();
        } else if ((down != 0 || across != 0) && !event.isAltDown() && !event.isShortcutDown()) {
            move(row + down, column + across);
        } else {
            return;
        }
        event.consume();
    }

    private void move(int toRow, int toColumn) {
        if (toRow >= 0 && toRow < cells.size() && toColumn >= 0 && toColumn < cells.get(toRow).size()) {
            cells.get(toRow).get(toColumn).requestFocus();
        }
    }

    private final class Cell extends Button {
        private final Label text = Controls.label("", "heat-number");
        private final Label below = Controls.label("", "small", "heat-below");
        private final Region shade = new Region();
        private final Tooltip tooltip = new Tooltip();

        Cell(int atRow, int atColumn) {
            getStyleClass().add("heat-cell");
            setAccessibleRole(AccessibleRole.BUTTON);
            setFocusTraversable(false);
            shade.getStyleClass().add("heat-shade");
            HBox words = new HBox(text, below);
            words.setAlignment(Pos.CENTER);
            setGraphic(new StackPane(shade, words));
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
            tooltip.setShowDelay(PATIENCE);
            setOnAction(event -> {
                requestFocus();
                open.accept(atRow, atColumn);
            });
            focusedProperty().subscribe(now -> {
                if (now) {
                    cells.forEach(line -> line.forEach(cell -> cell.setFocusTraversable(cell == this)));
                    row = atRow;
                    column = atColumn;
                    Reveal.show(this);
                }
            });
        }

        void show(@Nullable Spot spot) {
            setDisable(spot == null || !spot.opens());
            text.setText(spot == null ? "–" : spot.text());
            below.setText(spot == null ? "" : spot.below());
            below.setVisible(!below.getText().isEmpty());
            below.setManaged(below.isVisible());
            shade.setOpacity(spot == null || Double.isNaN(spot.heat()) ? 0 : DEEPEST * spot.heat());
            setAccessibleText(spot == null ? "–" : spot.says());
            tooltip.setText(getAccessibleText());
            setTooltip(spot == null ? null : tooltip);
        }
    }
}
