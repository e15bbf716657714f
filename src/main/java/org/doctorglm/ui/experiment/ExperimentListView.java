package org.doctorglm.ui.experiment;

import java.util.List;
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
import org.doctorglm.experiment.ExperimentPlan;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.experiment.ExperimentViewModel.Page;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Stored experiments, newest first; a tick puts several beside each other. Space ticks, as a click does.
final class ExperimentListView extends VBox {
    private final Desk desk;
    private final ExperimentViewModel model;
    private final ListView<StoredExperiment> list = new ListView<>();
    private final Button compare;
    private boolean echo;

    ExperimentListView(Desk desk, ExperimentViewModel model) {
        this.desk = desk;
        this.model = model;
        getStyleClass().add("entry-list-pane");
        setStyle("-fx-pref-width: 20em;");
        Button fresh = Controls.primary(desk.say("experiments.new"), model::make);
        fresh.getStyleClass().add("experiments-new");
        fresh.setGraphic(Controls.icon(Feather.PLUS));
        fresh.setMaxWidth(Double.MAX_VALUE);
        list.getStyleClass().addAll("pick-list", "experiment-list");
        list.setAccessibleText(desk.say("experiments.list"));
        list.setPlaceholder(Controls.wrapped(desk.say("experiments.list.none"), "muted", "small"));
        list.setCellFactory(view -> new Cell());
        list.getSelectionModel().selectedItemProperty().addListener((property, old, now) -> {
            if (now != null && !echo) {
                model.choose(now);
            }
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            StoredExperiment row = list.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.SPACE && row != null && row.plan() != null) {
                model.tick(row.name(), !model.ticked().contains(row.name()));
                event.consume();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        compare = Controls.button("", model::compare, "experiments-compare");
        compare.setMaxWidth(Double.MAX_VALUE);
        compare.setMinWidth(0);
        Button designer = Controls.quiet(Feather.COMPASS, desk.say("experiments.designer"), model::compareDesigner);
        designer.getStyleClass().add("experiments-designer");
        designer.setMaxWidth(Double.MAX_VALUE);
        designer.setAlignment(Pos.CENTER_LEFT);
        VBox.setMargin(designer, new Insets(0, 0, 8, 0));
        getChildren().addAll(fresh, Controls.label(desk.say("experiments.list"), "group-head"), list, compare, designer);
        Live.watch(this, model.ticked(), this::showTicks);
        Live.watch(this, model.rows(), this::show);
        Live.watch(this, model.running(), now -> list.refresh());
        Live.watch(this, model.result().names(), this::select);
        Live.watch(this, model.page(), now -> select());
    }

    private void showTicks() {
        int ticked = model.ticked().size();
        compare.setText(ticked < 2 ? desk.say("experiments.tick") : desk.say("experiments.compare", String.valueOf(ticked)));
        compare.setAccessibleText(compare.getText());
        compare.setDisable(ticked < 2);
        list.refresh();
    }

    private void show() {
        echo = true;
        List<StoredExperiment> now = List.copyOf(model.rows());
        // Rows that stay keep their place, and the list its focus.
        for (int i = 0; i < now.size(); i++) {
            if (i >= list.getItems().size()) {
                list.getItems().add(now.get(i));
            } else if (!list.getItems().get(i).equals(now.get(i))) {
                list.getItems().set(i, now.get(i));
            }
        }
        list.getItems().remove(now.size(), list.getItems().size());
        compare.setVisible(now.size() > 1);
        compare.setManaged(compare.isVisible());
        echo = false;
        select();
    }

    private void select() {
        List<String> names = model.result().names();
        boolean one = model.page().get() == Page.STORED && names.size() == 1;
        echo = true;
        int index = -1;
        for (int i = 0; one && i < list.getItems().size(); i++) {
            index = list.getItems().get(i).name().equals(names.getFirst()) ? i : index;
        }
        if (index < 0) {
            list.getSelectionModel().clearSelection();
        } else if (list.getSelectionModel().getSelectedIndex() != index) {
            list.getSelectionModel().select(index);
        }
        echo = false;
    }

    private final class Cell extends ListCell<StoredExperiment> {
        Cell() {
            // As wide as the list: a long word is cut, not the whole list moved aside.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable StoredExperiment row, boolean empty) {
            super.updateItem(row, empty);
            setText(null);
            boolean filled = !empty && row != null;
            setGraphic(filled ? content(Objects.requireNonNull(row)) : null);
            setAccessibleText(filled ? Objects.requireNonNull(row).name() + ". " + about(row) + ". " + state(row) : null);
        }

        private HBox content(StoredExperiment row) {
            Label name = Controls.label(row.name(), "entry-name");
            name.setMinWidth(0);
            Label state = Controls.label(state(row), "small", style(row.state(model.running().get())));
            ExperimentPlan plan = row.plan();
            String begun = desk.formats().moment(row.begun());
            Label layout = Controls.label(plan == null ? begun : desk.say(plan.layout()), "muted", "small");
            layout.setMinWidth(0);
            Label when = Controls.label(plan == null ? "" : begun, "muted", "small");
            when.setMinWidth(USE_PREF_SIZE);
            VBox words = new VBox(1, name, new HBox(4, layout, Controls.gap(), when), state);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            CheckBox tick = new CheckBox();
            tick.getStyleClass().add("experiment-tick");
            tick.setAccessibleText(desk.say("experiments.tick.this", row.name()));
            tick.setTooltip(new Tooltip(tick.getAccessibleText()));
            tick.setSelected(model.ticked().contains(row.name()));
            tick.setDisable(row.plan() == null);
            tick.setFocusTraversable(false);
            tick.setOnAction(event -> model.tick(row.name(), tick.isSelected()));
            HBox whole = new HBox(8, tick, words);
            whole.setAlignment(Pos.CENTER_LEFT);
            return whole;
        }
    }

    private String about(StoredExperiment row) {
        ExperimentPlan plan = row.plan();
        String when = desk.formats().moment(row.begun());
        return plan == null ? when : desk.say(plan.layout()) + " · " + when;
    }

    private String state(StoredExperiment row) {
        String words = desk.say(row.state(model.running().get()));
        return row.plan() == null ? words : words + " · " + desk.say("experiments.answered", String.valueOf(Math.min(row.answered(), row.planned())), String.valueOf(row.planned()));
    }

    static String style(StoredExperiment.State state) {
        return switch (state) {
            case DONE -> "muted";
            case PART -> "warning-text";
            case RUNNING, ELSEWHERE -> "accent-text";
            case UNREADABLE -> "danger-text";
        };
    }
}
