package org.doctorglm.ui.training;

import java.util.Objects;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.training.RunState;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The runs of this computer, and the way to another one.
final class RunListView extends VBox {
    private final Desk desk;
    private final TrainingViewModel model;
    private final ListView<RunRow> list = new ListView<>();
    private final Button compare;
    private boolean echo;

    RunListView(Desk desk, TrainingViewModel model) {
        this.desk = desk;
        this.model = model;
        getStyleClass().add("entry-list-pane");
        setPrefWidth(268);
        setMinWidth(200);
        var fresh = Controls.primary(desk.say("training.new"), model::fresh);
        fresh.getStyleClass().add("training-new");
        fresh.setGraphic(Controls.icon(Feather.PLUS));
        fresh.setMaxWidth(Double.MAX_VALUE);
        list.getStyleClass().addAll("pick-list", "run-list");
        list.setAccessibleText(desk.say("training.runs"));
        list.setPlaceholder(Controls.wrapped(desk.say("training.runs.none"), "muted", "small"));
        list.setCellFactory(view -> new Cell());
        list.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> {
            if (now != null && !echo) {
                model.choose(now);
            }
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            RunRow row = list.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.SPACE && row != null) {
                model.comparison().tick(row.name(), !model.comparison().ticked().contains(row.name()));
                event.consume();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        compare = Controls.button("", model.comparison()::show, "runs-compare");
        compare.setMaxWidth(Double.MAX_VALUE);
        VBox.setMargin(compare, new Insets(0, 0, 10, 0));
        getChildren().addAll(fresh, Controls.label(desk.say("training.runs"), "group-head"), list, compare);
        Live.watch(this, model.comparison().ticked(), () -> {
            int ticked = model.comparison().ticked().size();
            compare.setText(ticked < 2 ? desk.say("compared.tick", String.valueOf(ComparisonViewModel.MOST)) : desk.say("compared.show", String.valueOf(ticked)));
            compare.setDisable(ticked < 2);
            list.refresh();
        });
        Live.watch(this, model.runs(), this::show);
        Live.watch(this, model.run(), now -> select());
    }

    private void show() {
        echo = true;
        list.getItems().setAll(model.runs());
        compare.setVisible(list.getItems().size() > 1);
        compare.setManaged(compare.isVisible());
        echo = false;
        select();
    }

    private void select() {
        RunRow now = model.run().get();
        echo = true;
        if (now == null) {
            list.getSelectionModel().clearSelection();
        } else {
            list.getItems().stream().filter(row -> row.name().equals(now.name())).findFirst().ifPresent(list.getSelectionModel()::select);
        }
        echo = false;
    }

    private final class Cell extends ListCell<RunRow> {
        Cell() {
            // As wide as the list: a long word is cut, not the whole list moved aside.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable RunRow row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            setGraphic(empty || row == null ? null : content(Objects.requireNonNull(row)));
            setAccessibleText(empty || row == null ? null : row.name() + " " + desk.say(row.state()));
        }

        private HBox content(RunRow row) {
            Label name = Controls.label(row.name(), "entry-name");
            name.setMinWidth(0);
            Label state = Controls.label(desk.say(row.state()), "small", style(row.state()));
            Label best = Controls.label(row.best().map(b -> Numbers.loss(b.loss()) + " ★").orElse(""), "muted", "small");
            best.setMinWidth(USE_PREF_SIZE);
            HBox below = new HBox(8, state, Controls.gap(), best);
            below.setAlignment(Pos.CENTER_LEFT);
            VBox words = new VBox(1, name, below);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            CheckBox tick = new CheckBox();
            tick.getStyleClass().add("run-tick");
            tick.setAccessibleText(desk.say("compared.tick.this", row.name()));
            tick.setTooltip(new Tooltip(tick.getAccessibleText()));
            tick.setSelected(model.comparison().ticked().contains(row.name()));
            tick.setDisable(!model.comparison().mayTick(row.name()));
            tick.setOnAction(event -> model.comparison().tick(row.name(), tick.isSelected()));
            HBox whole = new HBox(8, tick, words);
            whole.setAlignment(Pos.CENTER_LEFT);
            return whole;
        }
    }

    private static String style(RunState state) {
        return switch (state) {
            case TRAINING, QUEUED -> "accent-text";
            case GUARD, FAILED -> "danger-text";
            case GUARD_PAUSED, DISK_FULL, INTERRUPTED -> "warning-text";
            case FINISHED, PAUSED, STOPPED -> "muted";
        };
    }
}
