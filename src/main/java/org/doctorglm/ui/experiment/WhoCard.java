package org.doctorglm.ui.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.experiment.ExperimentDraft.Kind;
import org.doctorglm.ui.experiment.ExperimentService.Candidate;
import org.doctorglm.ui.experiment.ExperimentService.Run;
import org.kordamp.ikonli.feather.Feather;

/// Who answers: networks, adapters beside one of them, or the checkpoints of a run.
final class WhoCard extends VBox {
    private static final List<String> ADAPTER_FILES = List.of("safetensors", "bin", "pt", "pth");

    private final Desk desk;
    private final NewExperimentViewModel model;
    private final Kind kind;
    private final VBox choices = new VBox(8);
    private final VBox beside = new VBox(8);

    WhoCard(Desk desk, NewExperimentViewModel model) {
        super(10);
        this.desk = desk;
        this.model = model;
        kind = model.kind().get();
        getStyleClass().add("card");
        getChildren().addAll(Controls.label(desk.say("experiments.who"), "title"), Controls.wrapped(desk.say(words()), "muted", "small"), choices);
        if (kind == Kind.ADAPTERS) {
            getChildren().addAll(Controls.label(desk.say("experiments.adapters"), "strong"), beside, ways());
            Live.watch(this, model.adapters(), this::showAdapters);
        }
        Live.watch(this, model.candidates(), this::show);
        Live.watch(this, model.runs(), this::show);
    }

    private String words() {
        return switch (kind) {
            case COMPARISON -> "experiments.who.several";
            case PRECISION -> "experiments.who.precisions";
            case ADAPTERS -> "experiments.who.base";
            case CHECKPOINTS -> "experiments.who.run";
            case GRID, DESIGNER, PLAN -> "experiments.who.one";
        };
    }

    private void show() {
        choices.getChildren().clear();
        ToggleGroup group = new ToggleGroup();
        if (kind == Kind.CHECKPOINTS) {
            for (Run run : model.runs()) {
                choices.getChildren().add(radio(group, run.name(), desk.say("experiments.run.facts", run.model(), String.valueOf(run.checkpoints())), model.run(), "who-run"));
            }
            none(model.runs(), "experiments.runs.none");
            return;
        }
        for (Candidate candidate : model.candidates()) {
            String facts = candidate.precision() + (candidate.tokensPerSecond() > 0 ? " · " + desk.say("experiments.about", desk.formats().rate(candidate.tokensPerSecond())) : "");
            choices.getChildren().add(kind.severalModels() ? tick(model.models(), candidate.name(), facts, "who-model") : radio(group, candidate.name(), facts, model.base(), "who-base"));
        }
        none(model.candidates(), "experiments.models.none");
        if (kind == Kind.ADAPTERS) {
            showAdapters();
        }
    }

    private void none(List<?> list, String key) {
        if (list.isEmpty()) {
            choices.getChildren().add(Controls.wrapped(desk.say(key), "muted"));
        }
    }

    private Node radio(ToggleGroup group, String name, String facts, StringProperty chosen, String style) {
        RadioButton button = new RadioButton(name);
        button.setAccessibleText(name + ". " + facts);
        button.getStyleClass().add(style);
        button.setToggleGroup(group);
        button.setSelected(chosen.get().equals(name));
        // Also the arrow keys, which change the choice without an action.
        button.selectedProperty().addListener((property, old, now) -> {
            if (now) {
                chosen.set(name);
            }
        });
        return row(button, facts);
    }

    private Node tick(ObservableList<String> list, String name, String facts, String style) {
        CheckBox box = new CheckBox(name);
        box.setAccessibleText(name + ". " + facts);
        box.getStyleClass().add(style);
        box.setSelected(list.contains(name));
        box.setOnAction(event -> model.tick(list, name, box.isSelected()));
        return row(box, facts);
    }

    private static Node row(Node button, String facts) {
        HBox row = new HBox(10, button, Controls.label(facts, "muted", "small"));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void showAdapters() {
        beside.getChildren().clear();
        CheckBox bare = new CheckBox(desk.say("experiments.bare"));
        bare.getStyleClass().add("who-bare");
        bare.setSelected(model.bare().get());
        bare.setOnAction(event -> model.bare().set(bare.isSelected()));
        beside.getChildren().add(bare);
        for (Run run : model.runs()) {
            beside.getChildren().add(tick(model.tuned(), run.name(), desk.say("experiments.tuned", run.model()), "who-tuned"));
        }
        for (Path adapter : model.adapters()) {
            Label name = Controls.label(String.valueOf(adapter.getFileName()));
            Label where = Controls.label(String.valueOf(adapter.getParent()), "muted", "small");
            HBox row = new HBox(10, name, where, Controls.iconButton(Feather.X, desk.say("experiments.adapter.forget", name.getText()), () -> model.adapters().remove(adapter)));
            row.setAlignment(Pos.CENTER_LEFT);
            where.setMinWidth(0);
            beside.getChildren().add(row);
        }
    }

    private Node ways() {
        Button folder = Controls.button(desk.say("experiments.adapter.folder"), () -> put(desk.files().openFolder(desk.say("experiments.adapter.folder"))), "who-adapter");
        Button file = Controls.button(desk.say("experiments.adapter.file"),
                () -> put(desk.files().openFiles(desk.say("experiments.adapter.file"), ADAPTER_FILES).stream().findFirst()), "who-adapter-file");
        return new FlowPane(8, 8, folder, file);
    }

    private void put(Optional<Path> chosen) {
        chosen.ifPresent(model::put);
    }
}
