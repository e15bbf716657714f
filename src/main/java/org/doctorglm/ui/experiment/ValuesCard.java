package org.doctorglm.ui.experiment;

import javafx.beans.property.StringProperty;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.control.Live;
import org.doctorglm.ui.experiment.ExperimentDraft.Kind;

/// How it is answered: conditions, values, seeds, length.
final class ValuesCard extends VBox {
    private final Desk desk;
    private final GridPane grid = new GridPane(14, 8);

    ValuesCard(Desk desk, NewExperimentViewModel model) {
        super(10);
        this.desk = desk;
        Kind kind = model.kind().get();
        getStyleClass().add("card");
        getChildren().add(Controls.label(desk.say("experiments.values"), "title"));
        if (kind.conditions()) {
            CheckBox paper = new CheckBox(desk.say("experiments.paper"));
            paper.getStyleClass().add("values-paper");
            paper.selectedProperty().bindBidirectional(model.paper());
            getChildren().addAll(paper, Controls.wrapped(desk.say("experiments.paper.words"), "muted", "small", "radio-facts"));
        }
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints fields = new ColumnConstraints();
        fields.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints words = new ColumnConstraints();
        words.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(names, fields, words);
        if (kind == Kind.GRID) {
            field("experiments.topP", model.topPs(), 20, "values-top-p", "experiments.topP.words");
            field("experiments.temperature", model.temperatures(), 20, "values-temperature", "experiments.temperature.words");
        }
        if (kind != Kind.CHECKPOINTS) {
            field("experiments.seeds", model.seeds(), 6, "values-seeds", "experiments.seeds.words");
        }
        TextField tokens = field("experiments.tokens", model.tokens(), 6, "values-tokens", kind == Kind.CHECKPOINTS ? "experiments.tokens.greedy" : "experiments.tokens.words");
        // An empty field shows what it stands for.
        Live.watch(this, model.paper(), now -> {
            ExperimentDraft draft = model.draft();
            tokens.setPromptText(draft.tokens().isBlank() ? String.valueOf(draft.maxTokens()) : tokens.getPromptText());
        });
        getChildren().add(grid);
    }

    private TextField field(String key, StringProperty value, int columns, String style, String words) {
        TextField field = new TextField();
        field.textProperty().bindBidirectional(value);
        field.setPrefColumnCount(columns);
        field.setAccessibleText(desk.say(key) + ". " + desk.say(words));
        field.getStyleClass().add(style);
        Label label = Controls.label(desk.say(key));
        label.setLabelFor(field);
        grid.addRow(grid.getRowCount(), label, field, Controls.wrapped(desk.say(words), "muted", "small"));
        return field;
    }
}
