package org.doctorglm.ui.models;

import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.doctorglm.engine.MemoryPlan.Verdict;
import org.doctorglm.ui.control.Controls;
import org.doctorglm.ui.control.Desk;
import org.doctorglm.ui.models.ModelsService.PrecisionChoice;

/// The precisions as cards: size, memory, speed, and why one cannot be had.
final class PrecisionCards extends HBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final Desk desk;
    private final ImportWizardViewModel wizard;

    PrecisionCards(Desk desk, ImportWizardViewModel wizard) {
        super(12);
        setMinHeight(0);
        this.desk = desk;
        this.wizard = wizard;
        ToggleGroup group = new ToggleGroup();
        for (PrecisionChoice choice : wizard.choices()) {
            getChildren().add(card(choice, choice == wizard.choices().getFirst(), group));
        }
    }

    private VBox card(PrecisionChoice choice, boolean recommended, ToggleGroup group) {
        String name = choice.estimate().precision().name();
        List<String> facts = List.of(PackCard.disk(desk, choice.estimate().weightBytes(), choice.shared()),
                desk.say("models.memory", desk.formats().size(choice.estimate().memoryBytes())),
                choice.tokensPerSecond() > 0 ? desk.say("precision.speed", desk.formats().rate(choice.tokensPerSecond()))
                        : desk.say("precision.speedUnknown"));
        String reason = reason(choice);
        RadioButton button = new RadioButton(name);
        button.setAccessibleText(name + ". " + String.join(". ", facts) + (reason.isEmpty() ? "" : ". " + reason));
        button.getStyleClass().addAll("title", "precision-" + name.toLowerCase(Locale.ROOT));
        button.setToggleGroup(group);
        button.setDisable(!choice.possible());
        button.setOnAction(event -> wizard.take(choice.estimate().precision()));
        VBox card = new VBox(4, button);
        if (recommended) {
            card.getChildren().add(Controls.label(desk.say("precision.recommended"), "accent-text", "small"));
        }
        facts.forEach(fact -> card.getChildren().add(Controls.wrapped(fact, "muted", "small")));
        if (!reason.isEmpty()) {
            card.getChildren().add(Controls.wrapped(reason, choice.possible() ? "warning-text" : "danger-text", "small", "precision-reason"));
        }
        card.getStyleClass().add("precision-card");
        card.setStyle("-fx-pref-width: 14em;");
        // Its least height is not that of its least width, where every word has a line of its own.
        card.setMinHeight(0);
        HBox.setHgrow(card, Priority.ALWAYS);
        button.selectedProperty().subscribe(now -> card.pseudoClassStateChanged(SELECTED, now));
        button.setSelected(choice.estimate().precision() == wizard.precision().get());
        card.setOnMouseClicked(event -> button.fire());
        return card;
    }

    private String reason(PrecisionChoice choice) {
        if (!choice.fitsDisk()) {
            return desk.say("precision.noDisk", desk.formats().size(choice.newBytes() - choice.freeDisk()));
        }
        Verdict verdict = choice.memory().verdict();
        return verdict == Verdict.FITS ? "" : desk.say(verdict, desk.formats().size(choice.memory().lacking()));
    }
}
