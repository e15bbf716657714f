package org.doctorglm.ui.library.importing;

import java.util.Locale;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.doctorglm.knowledge.MergeRule;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;

/// What becomes of entries that the library has already, and what the files do not tell of themselves.
final class ChoicesView extends VBox {
    private final Desk desk;

    ChoicesView(Desk desk, ImportChoices choices) {
        super(14);
        this.desk = desk;
        getChildren().addAll(rules(choices), source(choices));
    }

    private Node rules(ImportChoices choices) {
        VBox card = new VBox(8, Controls.label(desk.say("import.merge"), "title"));
        card.getStyleClass().add("card");
        ToggleGroup group = new ToggleGroup();
        for (MergeRule rule : MergeRule.values()) {
            RadioButton button = new RadioButton(desk.say(rule));
            String help = desk.words().aspect(rule, "help");
            button.setToggleGroup(group);
            button.setSelected(rule == choices.merge().get());
            button.setAccessibleText(desk.say(rule));
            button.setAccessibleHelp(help);
            button.getStyleClass().add("merge-" + rule.name().toLowerCase(Locale.ROOT));
            button.selectedProperty().addListener((property, old, now) -> {
                if (now) {
                    choices.merge().set(rule);
                }
            });
            Label words = Controls.wrapped(help, "muted", "small", "merge-help");
            card.getChildren().add(new VBox(2, button, words));
        }
        return card;
    }

    private Node source(ImportChoices choices) {
        VBox card = new VBox(10, Controls.label(desk.say("import.source"), "title"), Controls.wrapped(desk.say("import.source.words"), "muted"),
                field("import.edition", "import.edition.example", choices.edition(), "import-edition"),
                field("import.licence", "import.licence.example", choices.licence(), "import-licence"),
                field("import.provenance", "import.provenance.example", choices.provenance(), "import-provenance"));
        card.getStyleClass().add("card");
        return card;
    }

    private Node field(String key, String example, StringProperty property, String style) {
        TextField field = new TextField();
        field.setPromptText(desk.say(example));
        field.setAccessibleText(desk.say(key));
        field.getStyleClass().add(style);
        field.textProperty().bindBidirectional(property);
        Label label = Controls.label(desk.say(key), "strong");
        label.setLabelFor(field);
        return new VBox(4, label, field);
    }
}
